import Diagnostics
import Formulas
import Foundation
import Markup
import TestSupport
import Testing

/// What nobody writes by hand: depth without end, length, noise.
@Suite struct HostileFormulaTests {
  /// A small thread's stack, as servers have them.
  private static let smallStack = 512 * 1024

  private struct Outcome: Sendable {
    var messages: [String]
    var length: Int
    var seconds: Double
  }

  /// Sets the formula, writes it and lets it go on a thread with a small stack.
  private func set(_ tex: String) async -> Outcome {
    await withCheckedContinuation { continuation in
      let thread = Thread {
        var outcome = Outcome(messages: [], length: 0, seconds: 0)
        outcome.seconds = processorTime {
          let formula = Formula(tex: Fragment(tex, path: "f"), isDisplay: true)
          outcome.messages = formula.diagnostics.map(\.message)
          outcome.length = formula.math.html.utf8.count
        }
        continuation.resume(returning: outcome)
      }
      thread.stackSize = Self.smallStack
      thread.start()
    }
  }

  @Test(arguments: [
    #"\hat"#, "{", #"\left("#, "x^{", #"\frac"#, #"\frac{"#, #"\text{$"#, #"\text{"#, #"\sqrt["#, #"\sqrt{"#, "x_{y^{",
    #"\begin{matrix}"#, #"\begin{pmatrix} a & "#, #"\begin{aligned}{"#, #"\mathbf"#, #"\not"#, #"\substack{"#,
    #"\overset{a}{"#, #"\boxed{"#, #"\underbrace{"#, #"\xrightarrow["#, #"{\displaystyle a"#, #"\textbf{\textit{"#,
    #"\operatorname{"#, #"\left(\begin{cases}"#, #"\cfrac{1}{1 + "#,
  ])
  func depthIsOneMistake(opening: String) async {
    let outcome = await set(String(repeating: opening, count: 20_000))
    #expect(outcome.messages == ["formula nested too deeply"])
  }

  @Test(arguments: [
    ("{", "}", 1), (#"\left("#, #"\right)"#, 1), (#"\frac{1}{"#, "}", 1), (#"\hat{"#, "}", 1), ("x^{", "}", 1),
    (#"\begin{matrix}"#, #"\end{matrix}"#, 1), (#"\text{$"#, "$}", 2), (#"\sqrt[3]{"#, "}", 1),
  ])
  func aHundredLevelsAreNot(opening: String, closing: String, levels: Int) async {
    func nested(_ count: Int) -> String {
      String(repeating: opening, count: count) + "x" + String(repeating: closing, count: count)
    }
    #expect(await set(nested(100 / levels)).messages == [])
    #expect(await set(nested(100 / levels + 1)).messages == ["formula nested too deeply"])
  }

  /// The deepest markup that a hundred levels can make of themselves.
  @Test(arguments: [
    (#"{\displaystyle a\hphantom{"#, "}'^2}"), (#"a\begin{pmatrix}"#, #"\end{pmatrix}'_2^2"#),
    (#"a\cfrac{1}{\displaystyle "#, "}'^2"),
  ])
  func deepMarkupFitsASmallStack(opening: String, closing: String) async {
    for count in [50, 99] {
      let tex = String(repeating: opening, count: count) + "x" + String(repeating: closing, count: count)
      #expect(await set(tex).length > tex.utf8.count)
    }
  }

  @Test(arguments: [
    "x^", "x^2", "x^x", "{", "}", #"\frac{"#, #"\foo "#, "&", #"\\"#, #"\\["#, #"\begin{"#, #"\end{a}"#, #"\left"#, "$",
    "'", "|", #"\,|"#, #"\displaystyle a"#, #"{\left(}"#, #"{\left(}\end{a}"#, #"\text{a}"#, #"\text"#, "1{,}", "a ",
    "%", "#", "é", "\u{301}", "\\", #"\newcommand{\a}"#, #"\def\a"#, #"\hspace{"#, #"\limits"#, #"\not="#,
    #"\begin{matrix}a&b\\c\end{matrix}"#, #"{\bf a}"#, "[", #"\sqrt["#, #"\begin{a}"#, "\0", "\u{FFFE}",
  ])
  func lengthCostsTimeInProportion(piece: String) async {
    let length = ["x^", #"\frac{"#].contains(piece) ? 200_000 : 60_000
    let tex = String(repeating: piece, count: length / piece.utf8.count)
    let outcome = await set(tex)
    // A debug build needs about a second; what grows with the square of the length would need minutes.
    #expect(outcome.seconds < 20)
    // Twenty, and one more about depth.
    #expect(outcome.messages.count <= 21)
  }

  @Test func noiseIsSetWithoutACrash() {
    var random = SplitMix64(seed: 2026)
    for _ in 0..<20_000 {
      let count = Int.random(in: 1...24, using: &random)
      let tex = (0..<count).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let formula = Formula(tex: Fragment(tex, path: "f"), isDisplay: Bool.random(using: &random))
      let fault = WellFormedness.fault(in: formula.math.html)
      #expect(fault == nil, "\(tex)")
      let places = formula.diagnostics.compactMap(\.location?.range)
      #expect(
        places.count == formula.diagnostics.count && places.allSatisfy { $0.upperBound <= tex.utf8.count }, "\(tex)")
    }
  }

  /// The same text gives the same bytes.
  @Test func noiseIsSetTheSameTwice() {
    var random = SplitMix64(seed: 7)
    for _ in 0..<500 {
      let tex = (0..<16).map { _ in Self.pieces.randomElement(using: &random) ?? "" }.joined()
      let formulas = (0..<2).map { _ in Formula(tex: Fragment(tex, path: "f"), isDisplay: true) }
      #expect(formulas[0].math.html == formulas[1].math.html)
      #expect(formulas[0].diagnostics == formulas[1].diagnostics)
    }
  }

  private static let pieces = [
    "a", "x", "1", "23", ".", ",", "'", "''", "+", "-", "=", "<", ">", "&", "&", "\\\\", "^", "^", "_", "_", "{", "{",
    "}", "}", "(", ")", "[", "]", "|", "$", "$", "%", "#", "~", " ", "\n", "\\", "\"", "é", "∑", "→", "𝐱", "e\u{301}",
    #"\alpha "#, #"\Gamma "#, #"\frac"#, #"\dfrac "#, #"\cfrac "#, #"\binom "#, #"\sqrt "#, #"\sqrt["#, #"\hat "#,
    #"\vec "#, #"\widehat "#, #"\overline "#, #"\overbrace "#, #"\underbrace "#, #"\overset "#, #"\stackrel "#,
    #"\substack{"#,
    #"\left("#, #"\left."#, #"\left\{"#, #"\left{"#, #"\right)"#, #"\right."#, #"\right}"#, #"\middle|"#, #"\bigl("#,
    #"\Bigg|"#, #"\sum"#, #"\int "#, #"\lim "#, #"\limits "#, #"\nolimits "#, #"\operatorname{"#, #"\operatorname*"#,
    #"\begin{cases}"#, #"\end{cases}"#, #"\begin{aligned}"#, #"\end{aligned}"#, #"\begin{array}{l|c}"#,
    #"\end{array}"#, #"\begin{pmatrix}"#, #"\end{pmatrix}"#, #"\begin{equation}"#, #"\end{equation}"#, #"\begin "#,
    #"\end "#, #"\hline "#, #"\\[2pt]"#, #"\\[x]"#, #"\mathbb R"#, #"\mathrm{"#, #"\mathbf "#, #"\boldsymbol "#,
    #"\rm "#,
    #"\text{"#, #"\text{a $"#, #"\textbf "#, #"\mbox{ b }"#, #"\,"#, #"\!"#, #"\quad "#, #"\hspace{1em}"#,
    #"\hspace{x}"#,
    #"\phantom "#, #"\color{red}"#, #"\tag{1}"#, #"\newcommand{\a}{b}"#, #"\def\a#1{"#, #"\not "#, #"\not\in"#,
    #"\pmod n"#, #"\bmod "#, #"\displaystyle "#, #"\scriptstyle "#, #"\prime "#, #"\mathop "#, #"\mathbin{"#,
    #"\boxed "#,
    #"\cancel{"#, #"\xrightarrow[a]"#, #"\foo"#, #"\ldots "#, #"\dots "#, #"\iff "#, #"\sin "#, #"\max_"#, #"\ "#,
  ]
}

/// A seeded generator: the same numbers on every machine (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
