import Testing

@testable import NotebookKit

/// Formulas in what a figure or a table calls its results and axes.
@Suite struct LabelTeXTests {
  private func page(_ labels: String) -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: dC/dt = -C
      initial: {C: 1}
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 2
      ```
      ```yaml {plot #p}
      of: s
      labels: \(labels)
      ```
      """)
  }

  @Test(arguments: [
    (#"{C: "Plasma $C_A$"}"#, "Plasma <tspan class=\"symbol\">C</tspan>"), (#"{t: "$\\tau$ in h"}"#, "τ</tspan> in h"),
    (#"{C: costs $5}"#, "costs $5"), (#"{C: "$5 and $6"}"#, "$5 and $6"),
  ]) func formulasAreSet(labels: String, expected: String) {
    let found = page(labels)
    #expect(found.messages.isEmpty, "\(found.messages)")
    #expect(Page(found.report).html.contains(expected))
  }

  @Test func whatCannotBeSetIsRefused() {
    #expect(page(#"{C: "$\sqrt{C}$"}"#).messages.map { $0.contains("a label cannot set '$\\sqrt{C}$'") } == [true])
    #expect(page(#"{C: "$\foo$"}"#).messages.map { $0.contains("unknown command '\\foo'") } == [true])
  }
}
