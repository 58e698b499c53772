import Foundation
import TestSupport
import Testing

/// Slips on the command line.
@Suite struct CommandLineTests {
  @Test(arguments: [
    (["render", "--out", "x", "n.md"], "Unknown option '--out'. Did you mean '--output'?"),
    (["render", "--P", "I=1", "n.md"], "Unknown option '--P'. Did you mean '-P'?"),
    (["render", "--keepgood", "n.md"], "Unknown option '--keepgood'. Did you mean '--keep-good'?"),
    (["check", "--param", "x", "n.md"], "Unknown option '--param'. Did you mean '--params'?"),
    (["check", "--xyzzy", "n.md"], "Unknown option '--xyzzy'\n"),
  ]) func options(words: [String], message: String) throws {
    let run = try Command(words, in: try TemporaryFolder())
    #expect(run.status == 2 && run.error.contains(message), "\(run.error)")
  }

  @Test(arguments: [
    ("n", "cannot read 'n': there is no such file\nhint: did you mean 'n.md'?"),
    ("out/n.html", "'out/n.html' is no notebook: it ends in '.html'\nhint: did you mean 'n.md'?"),
    ("o.pdf", "'o.pdf' is no notebook: it ends in '.pdf'\nhint: a notebook is a Markdown file, '.md'"),
    (
      "a b.ipynb",
      "'a b.ipynb' is no notebook: it ends in '.ipynb'\nhint: write 'notebook import 'a b.ipynb'' to make Markdown of it"
    ),
  ]) func files(path: String, message: String) throws {
    let folder = try TemporaryFolder()
    try folder.write("Text.", to: "n.md")
    for command in ["render", "check"] {
      let run = try Command([command, path], in: folder)
      let said = run.error.split(separator: "\n").map { $0.trimmingPrefix(while: { $0 == " " }) }.joined(
        separator: "\n")
      #expect(run.status == 2 && said.contains(message), "\(run.error)")
    }
    #expect(!folder.files.contains("output/n.html"))
  }

  @Test func aNameWithBlanksIsQuoted() throws {
    let run = try Command(["new", "My lesson"], in: try TemporaryFolder())
    #expect(run.error == "My lesson.md is there: notebook preview 'My lesson.md'\n")
  }
}
