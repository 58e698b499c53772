import Dynamics
import NotebookKit
import Testing

/// A model that builds on another one of the notebook.
@Suite struct LikeTests {
  static let base = """
    ```yaml {model #cell}
    equations: |
      tau*dv/dt = -v + R*I
      dw/dt = -w/slow
    events:
      spike: {when: v >= 10, set: {v: 0, w: w + 1}}
    initial: {v: 0, w: 0}
    parameters: {tau: 20 ms, R: 1, slow: 100 ms}
    input: {I: 15}
    units: {t: ms}
    ```

    """

  private func messages(_ text: String) -> [String] { PageOf(text).messages }

  /// Its equations, events, units and numbers, but for what is given anew; `slow` is of no use in it any more.
  @Test func partsAreReplaced() {
    #expect(
      messages(
        """
        ```yaml {model #quick}
        like: cell
        equations: |
          dw/dt = 0*w
        parameters: {tau: 0.01 s}
        ```

        ```yaml {model #third}
        like: quick
        input: {I: 30}
        ```

        \(Self.base)
        ```yaml {solve #a}
        model: cell
        method: rk4
        step: 0.1 ms
        until: 200 ms
        ```

        ```yaml {solve #b}
        model: quick
        method: rk4
        step: 0.05 ms
        until: 100 ms
        ```

        ```yaml {expect}
        - cell.tau == 20 and quick.tau == 10 and third.tau == 10
        - b.spikes.count == a.spikes.count
        - b.spikes.first == a.spikes.first/2 within 1e-9
        - b.final(w) == b.spikes.count and a.final(w) < b.final(w)
        ```
        """) == [])
  }

  @Test(arguments: [
    ("```yaml {model #b}\nlike: cell\npreset: fast\n```", ["t.md:14:9 a preset belongs to a built-in model"]),
    ("```yaml {model #b}\nlike: cel\n```", ["t.md:13:7 there is no model 'cel'"]),
    ("```yaml {model #b}\nlike: cell\nequations: |\n  dv/dt = -v/tau\n```", []),
    ("```yaml {model #adex}\nlike: adex\n```", []),
    ("```yaml {model #b}\nlike: c\n```\n\n```yaml {model #c}\nlike: b\n```", ["t.md:16:1 'b' needs itself: b → c → b"]),
    ("```yaml {model #b}\nlike: cell\nparameters: {q: 3}\n```", ["t.md:14:14 the model has no parameter 'q'"]),
  ])
  func whatIsWrongIsSaid(text: String, expected: [String]) {
    #expect(messages(Self.base + text) == expected)
  }

  /// The table of symbols is hidden, and the block still has its label and its source.
  @Test func aModelNeedNotBeShown() {
    let page = PageOf(Self.base + "```yaml {model #hidden}\nlike: cell\nshow: no\n```\n")
    #expect(page.messages == [])
    #expect(page.html.ranges(of: "class=\"definition\"").count == 1)
    #expect(page.html.contains("id=\"hidden\""))
  }
}
