import Foundation
import TestSupport
import Testing

/// Notebooks to begin with.
@Suite struct NewTests {
  @Test(arguments: ["lesson", "report", "model", "pinn"])
  func everyTemplateRendersWithoutAWord(_ template: String) throws {
    let folder = try TemporaryFolder()
    let new = try Command(["new", "my-first_notebook", "--template", template], in: folder)
    #expect(new.status == 0 && new.error == "my-first_notebook.md is there: notebook preview my-first_notebook.md\n")
    #expect(folder.files == ["my-first_notebook.md"])
    let check = try Command(["check", "--strict", "my-first_notebook.md"], in: folder)
    #expect(check.status == 0 && check.error == "1 notebook checked: no mistakes\n", "\(check.error)")
    let render = try Command(["render", "my-first_notebook.md"], in: folder)
    #expect(render.status == 0 && render.error.split(separator: "\n").count == 1, "\(render.error)")
    let page = try folder.read("output/my-first_notebook.html")
    #expect(page.contains("<h1>My first notebook</h1>"))
    let student = try Command(["check", "--variant", "student", "my-first_notebook.md"], in: folder)
    #expect(student.status == 0, "\(student.error)")
  }

  @Test func nothingIsReplacedAndNoFolderIsMade() throws {
    let folder = try TemporaryFolder()
    try folder.write("Mine.", to: "n.md")
    for name in ["n", "n.md", "./n.md"] {
      let run = try Command(["new", name], in: folder)
      #expect(run.status == 1 && run.error.contains("there is one already"), "\(run.error)")
    }
    #expect(try folder.read("n.md") == "Mine.")
    let run = try Command(["new", "none/n"], in: folder)
    #expect(run.status == 1 && run.error.contains("cannot write 'none/n.md': No such file or directory"))
    #expect(folder.files == ["n.md"])
    #expect(try Command(["new", "o", "--template", "leson"], in: folder).status == 2)
    for name in ["", "/", "folder/", ".md"] { #expect(try Command(["new", name], in: folder).status == 2, "\(name)") }
  }

  @Test func anyNameIsATitle() throws {
    let folder = try TemporaryFolder()
    for name in ["a: b # c", "{{ x }}", "[x](y)", "été", "!!"] {
      #expect(try Command(["new", "--", name], in: folder).status == 0)
      let check = try Command(["check", "--strict", "--", name + ".md"], in: folder)
      #expect(check.status == 0, "\(name): \(check.error)")
    }
  }
}
