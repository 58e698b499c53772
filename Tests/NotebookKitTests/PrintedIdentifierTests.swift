import NotebookKit
import Testing

/// The numbers that a browser gives to heads of tables are those of its moods; in our files they follow the text.
@Suite struct PrintedIdentifierTests {
  private func file(_ a: String, _ b: String, _ c: String) -> String {
    let names = [(a, "10 0 R"), (b, "9 0 R"), (c, "110 0 R")].sorted { $0.0 < $1.0 }
    let list = names.map { "(node\($0.0)) \($0.1)" }.joined(separator: " ")
    return """
      %PDF-1.4
      /ID (node\(a))>>
      /ID (node\(b))>>
      /Headers [(node\(b))]>>
      /ID (node\(c))>>
      <</Limits [(node\(names[0].0)) (node\(names[2].0))]
      /Names [\(list)]>>
      """
  }

  private func numbered(_ text: String) -> String {
    String(decoding: PrintedIdentifiers.numbered(Array(text.utf8)), as: UTF8.self)
  }

  @Test func theyAreNumberedAsTheyStand() {
    let wanted = file("00000001", "00000002", "00000003")
    #expect(numbered(file("00000155", "00000156", "00000157")) == wanted)
    #expect(numbered(file("00000162", "00000004", "00000163")) == wanted)
    #expect(numbered(wanted) == wanted)
  }

  @Test(arguments: [
    "", "%PDF", "(node", "(node0000016", "/ID (node00000162)", "(node00000162) /Names [(node00000162) 3 0 R]",
    "/ID (node00000162)>> /Names [(node00000162) 3 0 R", "/ID (node00000162)>> /Names [(node00000162) 3 0]",
    "/ID (node00000162)>> /Names [(node00000162) 3 0 R] /Names [(node00000162) 3 0 R]",
  ]) func whatIsNotUnderstoodIsLeft(text: String) {
    #expect(numbered(text) == text)
  }
}
