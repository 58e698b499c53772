import Plotting
import Testing

@testable import NotebookKit

/// What a page shows where its tolerance holds no digit.
@Suite struct LostDigitsTests {
  /// A dose that goes from the gut into the blood and out of it, in an amount of `dose`.
  private func page(_ dose: String, tolerance: String, until: String = "80", _ rest: String) -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        dA/dt = -1.2*A
        dC/dt = 1.2*A - 0.5*C
      initial: {A: \(dose), C: 0}
      ```
      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: \(tolerance)
      until: \(until)
      ```
      \(rest)
      """)
  }

  /// A(80) is 2e-40, and C(80) above zero.
  @Test(arguments: [
    ("s.A(80)", "1: 's.A(80)' is 1.41e-7"), ("s.final(C)", "'s.final(C)' is -2.42e-7"),
    ("log10(s.A(80)/3)", "'s.A(80)'"),
    ("s.after(40).max(A)", "'s.after(40).max(A)'"),
  ]) func valuesWithoutDigitsAreToldOf(value: String, expected: String) {
    let messages = page("100", tolerance: "1e-6", "It is {{ \(value) }}.").messages
    #expect(
      messages.count == 1 && messages[0].contains(expected.split(separator: "1: ").last ?? "")
        && messages[0].contains("below the absolute tolerance"), "\(messages)")
  }

  /// Large enough, small beside another, or held.
  @Test(arguments: [
    ("1e-6", "s.A(4)"), ("1e-6", "s.A(80):.3f"), ("1e-6", "s.C(80) + 1"), ("1e-6", "s.C(0)"),
    ("{relative: 1e-6, A: 1e-300, C: 1e-300}", "s.A(80)"),
  ]) func otherValuesAreNot(tolerance: String, value: String) {
    #expect(page("100", tolerance: tolerance, "It is {{ \(value) }}.").messages.isEmpty)
  }

  /// An oscillation through zero is noise for the moment, and of no tolerance's making.
  @Test func whatPassesThroughZeroIsNot() {
    let text = """
      ```yaml {model #m}
      equations: |
        dx/dt = y
        dy/dt = -x
      initial: {x: 0, y: 1}
      ```
      ```yaml {solve #s}
      model: m
      method: dormand-prince
      tolerance: 1e-8
      until: 6.283185307
      ```
      {{ s.x(6.283185307) }} {{ s.final(x) }} {{ s.y(1.5707963) }}
      """
    #expect(PageOf(text).messages.isEmpty, "\(PageOf(text).messages)")
  }

  @Test func curvesOnLogarithmicAxesAreToldOf() {
    func plot(_ lines: String, _ tolerance: String = "1e-6") -> [String] {
      page("100", tolerance: tolerance, "```yaml {plot #p}\nof: s\n\(lines)\n```").messages
    }
    let messages = plot("log: y")
    #expect(
      messages.count == 1 && messages[0].contains("'A' and 'C' below the absolute tolerance (1e-6)"), "\(messages)")
    #expect(plot("log: [A, C]").count == 1)
    #expect(plot("y: [A]\nlog: y\nrange: {A: 1e-5 to 100}").isEmpty)
    #expect(plot("y: [A]\nlog: y\nrange: {t: 0 to 10}").isEmpty)
    #expect(plot("y: [A, C]").isEmpty)
    #expect(plot("log: y", "{relative: 1e-6, A: 1e-300, C: 1e-300}").isEmpty)
  }

  /// The axes are called by their places, too.
  @Test func anAxisIsCalledByItsPlace() throws {
    let found = page(
      "100", tolerance: "1e-12", until: "4",
      "```yaml {plot #p}\nof: s\ny: [A]\nlog: y\nrange: {x: 1 to 3, y: 1 to 50}\n```")
    #expect(found.messages.isEmpty, "\(found.messages)")
    let figures = found.report.products.flatMap { $0?.outputs ?? [] }.compactMap { output -> Figure? in
      if case .figure(let figure) = output { figure.figure } else { nil }
    }
    let figure = try #require(figures.first)
    let panel = try #require(figure.panels.first)
    #expect(panel.y.scale == .logarithmic && panel.y.range == 1...50 && panel.x.range == 1...3)
  }

  /// The end of a rod that stays cold is drawn by one second solve, and a long list is no help.
  @Test func manyStatesAreOneMessage() {
    let count = 24
    let inner = (2..<count).map { "du\($0)/dt = 400*(u\($0 - 1) - 2*u\($0) + u\($0 + 1))" }
    let equations = ["du1/dt = 400*(1 - 2*u1 + u2)"] + inner + ["du\(count)/dt = 400*(u\(count - 1) - 2*u\(count))"]
    let states = (1...count).map { "u\($0): 0" }.joined(separator: ", ")
    let found = PageOf(
      """
      ```yaml {model #m}
      equations: |
        \(equations.joined(separator: "\n  "))
      initial: {\(states)}
      ```
      ```yaml {solve #s}
      model: m
      method: rodas
      tolerance: 1e-4
      until: 0.005
      ```
      ```yaml {plot #p}
      of: s
      log: y
      ```
      """)
    #expect(found.messages.count <= 1 && found.messages.allSatisfy { $0.count < 300 }, "\(found.messages)")
  }

  /// An axis that is not there is no logarithmic one.
  @Test func onlyAxesThatAreShownAreLogarithmic() {
    let messages = page("100", tolerance: "1e-12", until: "4", "```yaml {plot #p}\nof: s\ny: [A]\nlog: [C]\n```")
      .messages
    #expect(messages.count == 1 && messages[0].contains("the figure has no axis of 'C'"), "\(messages)")
  }

  /// A dose of 1e-9 is below a tolerance of 1e-6 from the beginning to the end.
  @Test(arguments: [("1e-6", true), ("1e-14", false), ("{relative: 1e-6, A: 1e-15, C: 1e-15}", false)])
  func solvesWithoutDigitsAreToldOf(tolerance: String, isToldOf: Bool) {
    let messages = page("1e-9", tolerance: tolerance, until: "4", "").messages
    #expect(
      messages.map { $0.contains("'A' and 'C' are never far above the absolute tolerance (1e-6)") }
        == (isToldOf ? [true] : []), "\(messages)")
  }

  /// A current in amperes grows to 1.5e-6, and the voltage that it drives to 1.5; the far end of a rod stays cold, and drives nothing.
  @Test func smallStatesMatterByWhatTheyDrive() {
    func messages(_ equations: String, _ initial: String) -> [String] {
      PageOf(
        """
        ```yaml {model #m}
        equations: |
          \(equations)
        initial: \(initial)
        ```
        ```yaml {solve #s}
        model: m
        method: dormand-prince
        tolerance: 1e-6
        until: 40
        ```
        """
      ).messages
    }
    let driving = messages("dv/dt = 1 + 1e6*i - v\n  di/dt = i*(1 - i/1.5e-6)", "{v: 1, i: 1e-12}")
    #expect(driving.count == 1 && driving[0].contains("'i' is never far above"), "\(driving)")
    // Of a chaotic one any other steps make another solve.
    #expect(
      messages(
        "dx/dt = 10*(y - x)\n  dy/dt = x*(28 - z) - y\n  dz/dt = x*y - 8/3*z\n  dp/dt = 2e-7*x - p",
        "{x: 1, y: 1, z: 1, p: 0}"
      ).isEmpty)
    #expect(messages("dx/dt = -x\n  dy/dt = 1e-8*x - y", "{x: 1, y: 0}").isEmpty)
    #expect(messages("dx/dt = -x\n  dy/dt = -y", "{x: 1, y: 0}").isEmpty)
  }

  @Test func sweepsOfSuchSolvesAreToldOf() {
    let messages = page(
      "1e-9", tolerance: "1e-14",
      until: "4",
      """
      ```yaml {sweep #w}
      model: m
      method: dormand-prince
      tolerance: 1e-6
      until: 4
      vary: {A: [1e-9, 2e-9]}
      measure: [final]
      columns: [C]
      ```
      """
    ).messages
    #expect(messages.count == 1 && messages[0].contains("never far above"), "\(messages)")
  }
}
