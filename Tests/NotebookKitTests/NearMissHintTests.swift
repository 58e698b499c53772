import Testing

/// What is nearly right, with the hint that says what is wanted.
@Suite struct NearMissHintTests {
  private static let notebook = """
    ```yaml {model #m}
    equations: |
      dx/dt = -k*x
    parameters: {k: 1}
    initial: {x: 1}
    ```

    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.1
    until: 5
    ```

    ```yaml {solve #r}
    model: m
    method: dopri5
    tolerance: 1e-9
    until: 5
    ```


    """

  /// What is changed in the notebook.
  @Test(arguments: [
    (
      "model: m\nmethod: rk4", "model: m # mine\nmethod: rk4", "t.md:9:8 unknown label 'm # mine'",
      "a comment stands behind two spaces: 'm  # mine'"
    ),
    (
      "method: rk4", "method: rk4 # classic", "t.md:10:9 unknown method 'rk4 # classic'",
      "a comment stands behind two spaces: 'rk4  # classic'"
    ),
    ("-k*x", "-k*x AND 1", "t.md:3:16 unexpected 'AND'", "write 'and'"),
    ("-k*x", "-1'000*x", "t.md:3:12 this is no number here", "write 1000"),
    ("-k*x", "-1'234'567.5*x", "t.md:3:12 this is no number here", "write 1234567.5"),
  ]) func changed(old: String, new: String, message: String, hint: String) {
    let page = PageOf(Self.notebook.replacing(old, with: new, maxReplacements: 1))
    #expect(page.messages == [message] && page.hints == [hint], "\(page.messages) \(page.hints)")
  }

  /// What is put below the notebook.
  @Test(arguments: [
    (
      "```yaml {plot}\nof: [s, r]\nlabels: {s: exact r: Euler}\n```", "t.md:24:13 a comma is missing before 'r:'",
      "a text with a colon in it stands in quotes, and a line of its own for each result reads well"
    ),
    ("```yaml {plot}\nof: [s, s]\n```", "t.md:23:9 's' is named twice", "name it once"),
    ("{{ x(1) }}", "t.md:22:4 unknown function 'x'", "it is asked of a result: 'r.x(...)'"),
    (
      "Text\n\n    ```yaml {plot}\n    of: s\n    ```",
      "t.md:24:5 a block that is indented by four spaces is shown and not run",
      "begin its lines in the first column; a listing that shows such a block stands between four backticks"
    ),
    (
      "````yaml {plot}\nof: s\n```", "t.md:22:1 the block is never closed",
      "end it with as many backticks as it begins with: '````'"
    ),
  ]) func below(text: String, message: String, hint: String) {
    let page = PageOf(Self.notebook + text)
    #expect(page.messages == [message] && page.hints == [hint], "\(page.messages) \(page.hints)")
  }

  /// Comments behind brackets, and texts that look like a mistake.
  @Test(arguments: [
    ("parameters: {k: 1}", "parameters: {k: 1} # a rate"), ("initial: {x: 1}", "initial: {x: 1}  # at rest"),
    ("step: 0.1", "step: 0.1 # fine"),
  ]) func comments(old: String, new: String) {
    let page = PageOf(Self.notebook.replacing(old, with: new) + "{{ s.x(5):.4f }}")
    #expect(page.messages == [])
    #expect(page.main.contains("<p>0.0067</p>"))
  }

  @Test func aQuotedTextMayHoldALabel() {
    #expect(
      PageOf(Self.notebook + "```yaml {plot}\nof: [s, r]\nlabels: {s: \"as in r: fixed\", r: adaptive}\n```").messages
        == [])
  }
}
