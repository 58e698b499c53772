import Diagnostics
import Dynamics
import Expressions
import TestSupport
import Testing

@Suite struct PropertyTests {
  @Test func printingAndParsingIsTheIdentity() {
    var generator = ExpressionGenerator(seed: 1)
    for _ in 0..<10_000 {
      let expression = generator.expression()
      let (parsed, diagnostics) = ExpressionParser.parse(Fragment(expression.text, path: "x"))
      #expect(diagnostics.isEmpty && parsed == expression, "\(expression.text)")
      if parsed != expression { return }
    }
  }

  /// The program computes what the plain reading of the tree gives, to the last bit.
  @Test func programsAgreeWithPlainEvaluation() throws {
    var generator = ExpressionGenerator(seed: 2)
    let layout = Program.Layout(states: 2, modes: 0, parameters: 0)
    for _ in 0..<5000 {
      let expression = generator.expression()
      let program = ProgramBuilder.program(
        [expression], layout: layout, names: ["x": 0, "y": 1, "t": 2], definitions: [:])
      let machine = Machine(program, parameters: [])
      let (x, y, t) = (0.7, -1.3, 2.1)
      let compiled = machine.results(t, [x, y])[0]
      let plain = try expression.number { ["x": Value.number(x), "y": .number(y), "t": .number(t)][$0] }
      // Small powers are products in a program and pow in plain reading: equal to rounding.
      let isSame = compiled == plain || (compiled.isNaN && plain.isNaN) || abs(compiled - plain) <= 1e-9 * abs(plain)
      let jumps = expression.contains { part in
        switch part.node {
        case .binary(let operation, _, _): operation.isComparison || operation == .power
        case .function(let function, _): [.floor, .ceil, .round, .mod, .sign].contains(function)
        default: false
        }
      }
      #expect(isSame || jumps, "\(expression.text): \(compiled) \(plain)")
    }
  }

  /// 10,000 smooth expressions against central differences; where the difference itself cannot be trusted the point is left
  /// out, and few may be.
  @Test func derivativesAgreeWithDifferences() throws {
    var generator = ExpressionGenerator(seed: 3, isSmooth: true)
    let layout = Program.Layout(states: 2, modes: 0, parameters: 0)
    var (checked, left) = (0, 0)
    while checked + left < 10_000 {
      let expression = generator.expression(depth: 4)
      guard expression.symbols.contains("x") else { continue }
      let derivative = expression.derivative("x")
      let program = ProgramBuilder.program(
        [expression, derivative], layout: layout, names: ["x": 0, "y": 1, "t": 2], definitions: [:])
      let machine = Machine(program, parameters: [])
      func values(_ x: Double) -> [Double] { machine.results(0.9, [x, 1.7]) }
      var verdict: Bool?
      var places = 0
      // A place where the function is defined, of some size, and tame.
      for x in stride(from: 0.31, through: 2.9, by: 0.37) where verdict == nil && places < 8 {
        places += 1
        let symbolic = values(x)[1]
        // Richardson extrapolation of two central differences; where the two disagree, the function is too wild here.
        func difference(_ h: Double) -> Double { (values(x + h)[0] - values(x - h)[0]) / (2 * h) }
        let (coarse, fine) = (difference(2e-4), difference(1e-4))
        let estimate = fine + (fine - coarse) / 3
        let size = max(abs(values(x)[0]), 1)
        guard symbolic.isFinite, estimate.isFinite, abs(fine - coarse) < 1e-5 * abs(estimate) + 1e-9 * size, size < 1e6
        else { continue }
        verdict = abs(symbolic - estimate) <= 1e-6 * max(abs(estimate), 1e-3 * size, 1e-6)
        if verdict == false { Issue.record("d/dx \(expression.text) at \(x): \(symbolic) against \(estimate)") }
      }
      if verdict == nil { left += 1 } else { checked += 1 }
    }
    print("derivatives: \(checked) checked, \(left) left out")
    #expect(Double(left) < 0.05 * Double(checked + left))
  }

  @Test func foldingChangesNoValue() throws {
    var generator = ExpressionGenerator(seed: 4)
    for _ in 0..<3000 {
      let expression = generator.expression()
      func value(_ expression: Expression) throws -> Double {
        try expression.number { ["x": Value.number(0.4), "y": .number(1.9), "t": .number(-0.6)][$0] }
      }
      let (before, after) = (try value(expression), try value(expression.folded))
      // 0·x is 0 and x^0 is 1, also where x is infinite or undefined.
      if before.isFinite {
        #expect(before == after || abs(before - after) <= 1e-12 * abs(before), "\(expression.text)")
      }
    }
  }

  /// Random text, token by token: no crash, no hang, for 20 seconds; with FUZZ_INPUTS=10000000 in the environment, for that
  /// many texts.
  @Test func anyTextEnds() {
    let wanted = environmentVariable("FUZZ_INPUTS").flatMap { Int($0) }
    let seed = environmentVariable("FUZZ_SEED").flatMap { UInt64($0) } ?? UInt64.random(in: 0...(.max))
    print("fuzz: seed \(seed)")
    var random = SplitMix64(seed: seed)
    let pieces = [
      "x", "v", "1", "2.5e-3", "(", ")", "+", "-", "*", "/", "^", "<", ">=", "==", "=", ",", ".", "'", "exp", "if(",
      "max(", " ", "\n", "and", "or", "not ",
      "within", "dv/dt", "d2v", "#", "é", "−", "\t", "1e999", "ms", "70 pA", "euler.v(", "params.", "..", "0x",
      "\u{A0}", "[", "|", "&&", "mod(", "pulse(t,",
    ]
    var count = 0
    let clock = ContinuousClock()
    let end = clock.now + .seconds(20)
    while wanted.map({ count < $0 }) ?? (clock.now < end) {
      for _ in 0..<500 {
        let length = Int.random(in: 0..<30, using: &random)
        let text = (0..<length).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
        var diagnostics: [Diagnostic] = []
        _ = EquationParser.parse(Fragment(text, path: "x"), &diagnostics)
        let (expression, _) = ExpressionParser.parse(Fragment(text, path: "x"), names: ["a-b"])
        _ = expression.text
        _ = expression.derivative("x").folded
        count += 1
      }
    }
    print("fuzz: \(count) texts")
  }
}
