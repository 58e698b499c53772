package import Diagnostics

/// A function that a model's author defines among the equations: `sigma(x, half, k) = 1/(1 + exp((half - x)/k))`.
///
/// Its arguments hide names of the model; any other name in it is the model's. A call stands for the formula with the call's
/// arguments in place of the names, so that units are followed through each call by themselves.
package struct OwnFunction: Sendable {
  package let name: String
  package let parameters: [String]
  package var body: Written
  /// The left side.
  package let location: Location

  /// What it is called by: its name, and the names of its arguments.
  package typealias Signatures = [String: [String]]

  /// A call written out is no longer than this many operations, names and numbers.
  static let longest = 10_000

  /// How long a call with these arguments would be.
  func size(with arguments: [Expression]) -> Int {
    let sizes = Dictionary(zip(parameters, arguments.map { $0.size() })) { first, _ in first }
    return body.expression.size { sizes[$0] ?? 1 }
  }

  /// The formula for a call at `range`, where all of it has its place but for the arguments.
  func expanded(_ arguments: [Expression], at range: Range<Int>) -> Expression {
    let values = Dictionary(zip(parameters, arguments)) { first, _ in first }
    let formula = body.expression.moved(to: range).substituting { values[$0] }
    return Expression(formula.node, at: range)
  }
}

extension OwnFunction {
  /// What the left side of a line says, where it is the head of a function: `name(a, b)` with names that are not alike.
  static func signature(of line: [Token]) -> (name: String, parameters: [String], range: Range<Int>)? {
    guard let equals = line.firstIndex(where: { $0.isSymbol("=") }), equals >= 4, case .name(let name) = line[0].kind,
      line[1].isSymbol("("), line[equals - 1].isSymbol(")")
    else { return nil }
    var parameters: [String] = []
    for (place, token) in line[2..<(equals - 1)].enumerated() {
      if place % 2 == 1 {
        guard token.isSymbol(",") else { return nil }
      } else {
        guard case .name(let parameter) = token.kind, !parameters.contains(parameter) else { return nil }
        parameters.append(parameter)
      }
    }
    let isWhole = 2 * parameters.count - 1 == equals - 3
    return isWhole ? (name, parameters, line[0].range.lowerBound..<line[equals - 1].range.upperBound) : nil
  }
}

extension Expression {
  /// The calls of functions of the model's author in it, those in others' arguments behind them.
  package var calls: [Expression] { parts { if case .call = $0.node { true } else { false } } }

  /// The same with the formulas of functions in place of their calls. A hole for a function that could not be read, and for a
  /// call that would be too long; where the latter are is added to `tooLong`.
  fileprivate func replacingCalls(_ functions: [String: OwnFunction], _ tooLong: inout [Range<Int>]) -> Expression {
    let inner = mapChildren { $0.replacingCalls(functions, &tooLong) }
    guard case .call(let name, let arguments) = inner.node else { return inner }
    guard let function = functions[name] else { return Expression(.hole, at: range) }
    guard function.size(with: arguments) <= OwnFunction.longest else {
      tooLong.append(range)
      return Expression(.hole, at: range)
    }
    return function.expanded(arguments, at: range)
  }

  /// The same with one place for all of it.
  fileprivate func moved(to range: Range<Int>) -> Expression {
    Expression(mapChildren { $0.moved(to: range) }.node, at: range)
  }

  /// How many operations, names and numbers it has, a name as many as `size` says.
  fileprivate func size(_ size: (String) -> Int = { _ in 1 }) -> Int {
    if case .symbol(let name) = node { return size(name) }
    return 1 + children.reduce(0) { $0 + $1.size(size) }
  }
}

extension Written {
  /// The same with the formulas of functions in place of their calls; it is shown as it was.
  func replacingCalls(_ functions: [String: OwnFunction], _ diagnostics: inout [Diagnostic]) -> Written {
    guard !expression.calls.isEmpty else { return self }
    var tooLong: [Range<Int>] = []
    let writtenOut = with(expression.replacingCalls(functions, &tooLong))
    if let first = tooLong.first {
      diagnostics.append(
        .error(
          "this call is too long when it is written out", at: fragment.location(first),
          hint: "name a part of it by a line of its own, 'x = ...', which is computed once"))
    }
    return writtenOut
  }
}
