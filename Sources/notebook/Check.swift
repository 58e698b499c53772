import ArgumentParser
import Diagnostics
import NotebookKit

/// Finds every mistake that can be found without running.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "Find the mistakes in notebooks without running them.")

  @OptionGroup var options: NotebookOptions

  @Flag(help: "Ask for what a careful author gives: figures described in words.")
  var strict = false

  func run() throws {
    let console = options.console
    defer { console.finish() }
    var mistakes = 0
    for path in options.notebooks {
      guard let plan = options.plan(path, console) else {
        mistakes += 1
        continue
      }
      let wishes = strict ? plan.wishes : []
      console.report((plan.diagnostics + wishes).inFileOrder)
      mistakes += plan.diagnostics.filter { $0.severity == .error }.count + wishes.count
    }
    let files = options.notebooks.count == 1 ? "1 notebook" : "\(options.notebooks.count) notebooks"
    console.say(
      mistakes == 0
        ? "\(files) checked: no mistakes" : "\(files) checked: \(mistakes == 1 ? "1 mistake" : "\(mistakes) mistakes")")
    if mistakes > 0 { throw ExitStatus(code: 2) }
  }
}
