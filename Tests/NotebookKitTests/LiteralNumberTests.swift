import Diagnostics
import NotebookKit
import Testing

/// `check --numbers`: digits in sentences that nothing in the notebook gives.
@Suite struct LiteralNumberTests {
  private func found(_ text: String) -> [String] {
    let plan = Plan(Notebook(parsing: Source(path: "n.md", text: text)))
    return plan.literalNumbers.map { "\($0.location?.line ?? 0):\($0.location?.column ?? 0) \($0.message)" }
  }

  private func number(_ text: String, _ place: String) -> String {
    "\(place) nothing in the notebook gives the number \(text)"
  }

  @Test func whatNoBlockGivesIsListed() {
    #expect(
      found("# Error 0.25\n\nIt is 0.507 mV, or 1.2e-3, about 85%.\n\n- at 1252.9.\n\n| a |\n|---|\n| 77 |\n") == [
        number("0.25", "1:9"), number("0.507", "3:7"), number("1.2e-3", "3:20"), number("85", "3:34"),
        number("1252.9", "5:6"), number("77", "9:3"),
      ])
  }

  @Test func whatBlocksGiveIsNot() {
    let text = """
      ---
      params: {I: 70 pA}
      ---
      At 70 pA with 0.25 ms it is 1.5 within 1e-9, and {{ a }} and `12.5` and $13.5$ and [x](#s-14.5).

      ```yaml {values #v}
      a: 0.25*2
      ```

      ```yaml {expect}
      - v.a == 1.5 within 1e-9
      ```
      """
    #expect(found(text).isEmpty)
  }

  @Test func wordsYearsAndNamesAreNoResults() {
    #expect(found("RK4 and RKF45 in 2003, 3 of 10, order 2. See doi:10.1109/72.1257420 or <https://x.y/99.5>.").isEmpty)
  }

  @Test func captionsAreSentences() {
    let text = """
      ```yaml {model #m}
      like: decay
      ```

      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.1
      until: 4
      ```

      ```yaml {plot #p}
      of: s
      y: y
      caption: Ends at 0.018 after 4.
      alt: It ends at 0.019.
      ```
      """
    #expect(found(text) == [number("0.018", "15:18")])
  }

  @Test func aCommentAllowsThoseItNames() {
    #expect(found("It took 1253 s, not 20.5.\n\n<!-- numbers: 1253, 0.507 -->\n") == [number("20.5", "1:21")])
  }
}
