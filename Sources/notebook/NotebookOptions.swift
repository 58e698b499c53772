import ArgumentParser
import Diagnostics
import NotebookKit

/// Options that `render`, `check` and `verify` share.
struct NotebookOptions: ParsableArguments {
  @Argument(help: "Notebooks: Markdown files.", completion: .file(extensions: ["md"]))
  var notebooks: [String]

  @OptionGroup var planning: PlanOptions

  @Option(
    help: ArgumentHelp(
      """
      A page for each of several values of a parameter, as in I=60,80,100 or "I=60 to 100 by 20", \
      named 'notebook-I-60.html' and so on. Given for several parameters: for each combination.
      """, valueName: "name=values"))
  var vary: [String] = []

  @Flag(name: .shortAndLong, help: "Print nothing but messages about mistakes.")
  var quiet = false

  @Option(
    help: "How messages are printed: text, json (a line for each), github (for its Actions) or sarif (2.1.0).",
    completion: .list(Console.Format.allCases.map(\.rawValue)))
  var format: String = "text"

  @Option(
    help: ArgumentHelp(
      "How progress is told on standard error: text, or json for one object a line.", valueName: "text|json"))
  var progress: String = "text"

  func validate() throws {
    if Console.Format(rawValue: format) == nil {
      throw ValidationError("unknown format '\(format)': it is \(Console.Format.names)")
    }
    if Console.Progress(rawValue: progress) == nil {
      throw ValidationError("unknown form of progress '\(progress)': it is text or json")
    }
    for item in vary where !item.contains("=") {
      throw ValidationError("'--vary \(item)' gives no values: write --vary \(item)=60,80,100")
    }
    let fixed = planning.parameter.map { PlanOptions.split($0).name }
    for (name, _) in vary.map(PlanOptions.split) where fixed.contains(name) {
      throw ValidationError("'\(name)' is given by '-P' and varies as well")
    }
  }

  var console: Console {
    Console(
      isQuiet: quiet, format: Console.Format(rawValue: format) ?? .text,
      progress: Console.Progress(rawValue: progress) ?? .text)
  }

  /// Every page to make, in the order given. Mistakes in `--vary` are told, and end the command before it writes anything.
  func editions(in output: String?, _ console: Console) throws -> [Edition] {
    var diagnostics: [Diagnostic] = []
    let grid = ParameterGrid(vary, &diagnostics)
    if let grid, grid.isVaried {
      for path in notebooks {
        do throws(UnreadableNotebook) { diagnostics += grid.mistakes(in: try planning.source(path)) } catch {
          diagnostics.append(error.diagnostic)
        }
      }
    }
    console.report(diagnostics)
    guard let grid, !diagnostics.hasErrors else { throw ExitStatus(code: 2) }
    return try Edition.all(of: notebooks, grid.points, in: output)
  }
}
