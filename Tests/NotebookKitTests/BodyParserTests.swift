import Diagnostics
import NotebookKit
import TestSupport
import Testing
import Yams

@Suite struct BodyParserTests {
  /// What our reader makes of a text, in the shape that the YAML library gives.
  static func plain(_ value: BodyValue) -> String {
    switch value {
    case .text(let fragment):
      var diagnostics: [Diagnostic] = []
      if let items = FlowText.list(fragment) {
        return "[" + items.map { plain(.text($0)) }.joined(separator: ", ") + "]"
      }
      if let entries = FlowText.mapping(fragment, &diagnostics) { return plain(entries) }
      return "\"\(fragment.text)\""
    case .block(let fragment): return "\"\(fragment.text)\""
    case .mapping(let entries, _): return plain(entries)
    case .list(let items, _): return "[" + items.map(plain).joined(separator: ", ") + "]"
    case .nothing: return "\"\""
    }
  }

  static func plain(_ entries: [Entry]) -> String {
    "{" + entries.map { "\($0.key.text): \(plain($0.value))" }.joined(separator: ", ") + "}"
  }

  static func plain(_ node: Node) -> String {
    switch node {
    case .scalar(let scalar): "\"\(scalar.string.hasSuffix("\n") ? String(scalar.string.dropLast()) : scalar.string)\""
    case .sequence(let items): "[" + items.map(plain).joined(separator: ", ") + "]"
    case .mapping(let pairs):
      "{" + pairs.map { "\($0.key.string ?? ""): \(plain($0.value))" }.joined(separator: ", ") + "}"
    case .alias: "alias"
    }
  }

  /// Texts that both readers accept mean the same to both.
  @Test(arguments: [
    "a: 1\nb: two words\n", "model: rs\nstep: 1 ms\nparameters: {C: 100 pF, k: 0.7}\n", "of: [a, b, c]\n",
    "of:\n  - a\n  - b\n", "of:\n- a\n- b\nlast: 1\n",
    "events:\n  spike:\n    when: v >= 35\n    set: {v: c, w: w + d}\n",
    "equations: |\n  dv/dt = v\n\n  dw/dt = w\nnext: 1\n", "- a\n- b c\n", "- {that: x, hint: y}\n- z\n",
    "caption: 'it''s'\n", "caption: \"a: b\"\n", "rows:\n  - [a, 0, -60.0]\n  - [b, 1, 2]\n",
    "# a comment\na: 1  # another\nb: 2\n", "items:\n  - that: x\n    hint: y\n  - z\n",
    "a: [x, [y, z]]\n", "a: {b: {c: d}}\n", "a:\n    b: 1\n    c: 2\nd: 3\n", "a: x:y\n", "a: 50%\n",
    "parameters: {C: 100 pF,\n  k: 0.7}\n", "a: |\n  one\n    two\n  three\n",
  ]) func agreesWithAYAMLLibrary(text: String) throws {
    let (value, diagnostics) = BodyParser.parse(Fragment(text, path: "body"))
    #expect(diagnostics.isEmpty)
    let node = try #require(try Yams.compose(yaml: text))
    #expect(Self.plain(value) == Self.plain(node))
  }

  /// Where YAML fails or misreads, ours says what a person meant.
  @Test(arguments: [
    ("caption: Two pulses: long", "{caption: \"Two pulses: long\"}"),
    ("note: see #3 trials", "{note: \"see #3 trials\"}"),
    ("set: {w: min(w + 20, 670)}", "{set: {w: \"min(w + 20, 670)\"}}"), ("math: \"$\\tau$\"", "{math: \"$\\tau$\"}"),
    ("answer: no", "{answer: \"no\"}"), ("when: v' > 0, or so", "{when: \"v' > 0, or so\"}"),
    ("caption: *important* words", "{caption: \"*important* words\"}"),
    ("a: 100% sure @once `x`", "{a: \"100% sure @once `x`\"}"),
  ]) func readsWhatPeopleMean(text: String, expected: String) {
    let (value, diagnostics) = BodyParser.parse(Fragment(text, path: "body"))
    #expect(diagnostics.isEmpty)
    #expect(Self.plain(value) == expected)
  }

  @Test(arguments: [
    ("a: 1\n⟦a⟧: 2", "'a' is given twice"), ("a⟦:⟧1", "no space after the colon"),
    ("⟦just words⟧", "expected 'key: value'"),
    ("⟦\t⟧a: 1", "a tab in the indentation"), ("a: ⟦&anchor x⟧", "anchors are not supported"),
    ("a: ⟦*name⟧", "aliases are not supported"),
    ("a: ⟦!!str x⟧", "tags are not supported"), ("⟦---⟧\na: 1", "several documents in one block"),
    ("a: ⟦>⟧\n  folded", "folded blocks are not supported"),
    ("a: 1\n  ⟦b: 2⟧", "unexpected indentation"), ("equations:\n  ⟦dv/dt = v⟧\n  dw/dt = w", "expected 'key: value'"),
    ("⟦a\u{A0}b⟧: 1", "the key holds a no-break space (U+00A0)"),
    ("⟦“⟧a: 1”", "the key holds a typographic quote (U+201C)"),
    ("a⟦：⟧1", "a full-width colon"), ("日本: 1\n日本⟦:⟧2", "no space after the colon"),
  ]) func refusesWithAReason(marked: String, message: String) throws {
    let text = MarkedText(marked)
    let (_, diagnostics) = BodyParser.parse(Fragment(text.text, path: "body"))
    let first = try #require(diagnostics.first)
    #expect(first.message == message)
    #expect(first.location?.range.lowerBound == text.ranges[0].lowerBound)
    #expect(diagnostics.count == 1)
  }

  @Test func anyTextEnds() {
    var random = SplitMix64(seed: 7)
    let pieces = [
      "a: ", "- ", "\n", "  ", "    ", "[", "]", "{", "}", "|\n", "x", ", ", "# c", "'", "\"", ":", "é", "\t", "> ",
      "&a ", "---", "\u{A0}",
    ]
    for _ in 0..<20_000 {
      let count = Int.random(in: 0..<24, using: &random)
      let text = (0..<count).map { _ in pieces[Int.random(in: 0..<pieces.count, using: &random)] }.joined()
      let (value, _) = BodyParser.parse(Fragment(text, path: "body"))
      _ = Self.plain(value)
    }
  }

  @Test func deepNestingEndsInAMessage() {
    let text = (0..<500).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
    #expect(BodyParser.parse(Fragment(text, path: "body")).diagnostics.contains { $0.message == "nested too deeply" })
  }
}
