import Diagnostics
import NotebookKit
import TestSupport
import Testing

/// Numbers in queries may have units, which are minded.
@Suite struct QueryUnitTests {
  private static let text = """
    ```yaml {model #cell}
    like: izhikevich
    ```

    ```yaml {solve #s}
    model: cell
    method: rk4
    step: 0.1 ms
    until: 300 ms
    input: {I: 100 pA}
    ```

    ```yaml {sweep #f}
    model: cell
    method: rk4
    step: 0.1 ms
    until: 300 ms
    vary: {I: [50, 100, 200 pA]}
    measure: [rate]
    ```


    """

  @Test func unitsAreConverted() {
    let page = PageOf(
      Self.text + """
        ```yaml {expect}
        - s.v(0.1 s) == s.v(100) and s.v(100 ms) == s.v(100)
        - s.v(2*(50 ms)) == s.v(100) and s.v(0.1 s - 0.05 s) == s.v(50)
        - s.after(0.1 s).count == s.after(100).count
        - s.fano(window = 0.05 s) == s.fano(window = 50)
        - f.rate(I = 0.1 nA) == f.rate(I = 100)
        ```
        """)
    #expect(page.messages == [], "\(page.hints)")
  }

  static let wrong: [(query: String, message: String, hint: String)] = [
    ("⟦s.v(100 mV)⟧", "a value in mV where one in ms is wanted", "write it in ms, or without a unit"),
    ("⟦s.spikes.at(1 ms)⟧", "a value in ms where a number without a unit is wanted", "leave out the unit"),
    ("⟦f.rate(I = 100 mV)⟧", "a value in mV where one in pA is wanted", "write it in pA, or without a unit"),
    ("⟦f.rate(I = 100 nA)⟧", "'I' does not take that value in the sweep", "it takes 50, 100, 200, in pA"),
    ("s.v(⟦(2 ms)*(3 ms)⟧)", "the units of '2 ms*(3 ms)' are not worked out here", "write one number with its unit"),
  ]

  @Test(arguments: wrong.indices) func whatMeasuresSomethingElseIsRefused(index: Int) throws {
    let (query, message, hint) = Self.wrong[index]
    let marked = MarkedText(Self.text + "{{ \(query) }}\n")
    let found = Report(running: Plan(Notebook(parsing: marked.source()))).diagnostics
    let one = try #require(found.first)
    #expect(found.map(\.message) == [message])
    #expect(one.hint == hint)
    #expect(one.location?.range == marked.ranges.first, "\(one.location?.text ?? "")")
  }
}
