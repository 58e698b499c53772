import ArgumentParser
import Diagnostics
import Foundation

/// Writes a notebook to begin with.
struct New: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Write a notebook to begin with.",
    discussion: """
      It renders at once, and its comments say what is what.
      lesson: a model, two methods, what they differ by. report: data, a fit, a table. model: equations of your own, at rest and in motion. \
      pinn: a neural network that knows an equation.
      """)

  @Argument(help: "What it is called: the file NAME.md is written, and nothing is replaced.")
  var name: String

  @Option(
    help: ArgumentHelp("What to begin with.", valueName: Template.allCases.map(\.rawValue).joined(separator: "|")),
    completion: .list(Template.allCases.map(\.rawValue)))
  var template: String = Template.lesson.rawValue

  func validate() throws {
    if Template(rawValue: template) == nil {
      throw ValidationError("unknown template '\(template)': it is lesson, report, model or pinn")
    }
    let file = name.split(separator: "/").last.map(String.init) ?? ""
    if file.isEmpty || file == ".md" || name.hasSuffix("/") { throw ValidationError("'\(name)' names no file") }
  }

  func run() throws {
    let path = name.hasSuffix(".md") ? name : name + ".md"
    let title = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let text = (Template(rawValue: template) ?? .lesson).text(title: title)
    if let reason = Disk.create(path, Array(text.utf8)) {
      Console(isQuiet: false, format: .text).report([.error("cannot write '\(path)': \(reason)", at: nil)])
      throw ExitStatus(code: 1)
    }
    Terminal.write("\(path) is there: notebook preview \(NotebookPath.quoted(path))\n", to: .error)
  }
}
