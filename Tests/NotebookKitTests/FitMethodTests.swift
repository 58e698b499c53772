import Testing

@testable import NotebookKit

/// Which method a fit takes where none is given.
@Suite struct FitMethodTests {
  private func page(_ model: String, _ columns: String, _ fit: String) -> PageOf {
    PageOf(
      """
      ```yaml {model #m}
      equations: |
        dA/dt = -k*A
        C = A/20
      parameters: {k: 0.1}
      initial: {A: 100}
      \(model)
      ```

      ```yaml {data #d}
      rows: |
        1, 4.09
        4, 2.75
        7, 5.36
        11, 3.65
        14, 2.69
      columns: {t: number, \(columns)}
      ```

      ```yaml {fit #f}
      model: m
      data: d
      unknown: [k]
      \(fit)
      ```

      k is {{ f.k:.9f }}
      """)
  }

  private static let dosed = "events: {dose: {at: 6, set: {A: A + 60}}}"

  /// Doses by the clock, or data of a part of the equations: one solution over all data, as if it had been asked for.
  @Test(arguments: [(dosed, "C: number"), ("", "C: number"), (dosed, "A: number")])
  func oneSolutionWhereWindowsCannotBeCut(model: String, columns: String) throws {
    let (implicit, explicit) = (
      page(model, columns, "outcome: any"), page(model, columns, "method: single\noutcome: any")
    )
    #expect(implicit.messages.isEmpty, "\(implicit.messages)")
    func estimate(_ page: PageOf) throws -> Double {
      let found = try #require(page.main.firstMatch(of: #/k is ([0-9.]+)/#)?.output.1)
      return try #require(Double(found))
    }
    let value = try estimate(implicit)
    #expect(try value == estimate(explicit))
    #expect(implicit.main.contains("single shooting"))
    if model == Self.dosed, columns == "C: number" { #expect(abs(value - 0.1) < 0.002) }
  }

  @Test func otherwiseWindowsAreCut() {
    #expect(page("", "A: number", "outcome: any").main.contains("multiple shooting"))
    #expect(page(Self.dosed, "A: number", "method: multiple\noutcome: any").main.contains("comes by the clock"))
    #expect(
      page("", "C: number", "method: multiple").messages.first?.contains("no column that is named like a state") == true
    )
  }
}
