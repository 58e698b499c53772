import ArgumentParser
import Diagnostics
import NotebookKit

/// Finds every mistake that can be found without running.
struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Find the mistakes in notebooks without running them.")

  @OptionGroup var options: NotebookOptions

  @Flag(help: "Ask for what a careful author gives: figures described in words.")
  var strict = false

  @Flag(help: "List the numbers in sentences that no block gives.")
  var numbers = false

  func run() throws {
    let console = options.console
    defer { console.finish() }
    var mistakes = 0
    // What is wrong for one set of parameters is mostly wrong for all: it is said once.
    var said: Set<String> = []
    for edition in try options.editions(in: nil, console) {
      do throws(UnreadableNotebook) {
        let plan = try options.planning.plan(edition.notebook, edition.point)
        let wishes = (strict ? plan.wishes : []) + (numbers ? plan.literalNumbers : [])
        let found = (plan.diagnostics + wishes).inFileOrder.filter { said.insert($0.text()).inserted }
        console.report(found)
        mistakes += found.count { $0.severity == .error || wishes.contains($0) }
      } catch {
        console.report([error.diagnostic])
        mistakes += 1
      }
    }
    let files = options.notebooks.count == 1 ? "1 notebook" : "\(options.notebooks.count) notebooks"
    console.say(
      mistakes == 0
        ? "\(files) checked: no mistakes" : "\(files) checked: \(mistakes == 1 ? "1 mistake" : "\(mistakes) mistakes")")
    if mistakes > 0 { throw ExitStatus(code: 2) }
  }
}
