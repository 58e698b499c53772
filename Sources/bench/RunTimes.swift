import Dynamics
import Expressions

/// What spike times cost: for each method the longest step, or the loosest tolerance, that gives all six spikes of the first
/// lesson to within some error, and how long that takes. `make run-times` writes the table that a lesson shows.
enum RunTimes {
  private struct Choice {
    let step: String
    let tolerance: String
    let settings: Settings

    /// A millisecond and its halves down to 1/8192.
    static let steps = (0...13).map { 1 / Double(1 << $0) }.map {
      Choice(step: "\($0)", tolerance: "", settings: Settings(step: $0))
    }
    static let tolerances = (1...13).map {
      Choice(step: "", tolerance: "1e-\($0)", settings: Settings(tolerance: Elementary.power(10, -Double($0))))
    }
  }

  private static let methods = [
    ("explicit-euler", Choice.steps), ("backward-euler", Choice.steps), ("rosenbrock-euler", Choice.steps),
    ("midpoint", Choice.steps), ("exponential-rosenbrock-euler", Choice.steps), ("rk4", Choice.steps),
    ("rodas", Choice.tolerances), ("dormand-prince", Choice.tolerances), ("taylor", Choice.tolerances),
  ]
  /// In ms of the worst spike.
  private static let errors = [(1, "1"), (0.1, "0.1"), (0.001, "0.001"), (1e-6, "1e-6")]

  /// A line for each method and error; times in microseconds. What none of the choices reaches has no line.
  static var text: String {
    guard let model = Models.regularSpiking(), let judge = Method.named("taylor") else { return "" }
    let problem = model.problem(from: 0, to: 1000)
    let exact = judge.solve(problem, Settings(tolerance: 1e-14)).eventTimes[0]
    func worst(_ solution: Solution) -> Double {
      let spikes = solution.eventTimes[0]
      return spikes.count == exact.count ? zip(spikes, exact).map { abs($0 - $1) }.max() ?? .infinity : .infinity
    }

    var rows: [(text: String, evaluations: Int, solve: () -> Solution)] = []
    for (name, choices) in methods {
      guard let method = Method.named(name) else { continue }
      func solve(_ choice: Choice) -> Solution {
        var settings = choice.settings
        settings.keepsRows = false
        return method.solve(problem, settings)
      }
      var left = choices[...]
      for (error, title) in errors {
        left = left.drop { worst(solve($0)) > error }
        guard let choice = left.first else { break }
        let evaluations = solve(choice).cost.evaluations
        rows.append(("\(name),\(title),\(choice.step),\(choice.tolerance)", evaluations, { solve(choice) }))
      }
    }
    // By turns, so that a minute in which the machine is slow is one for all.
    var times = rows.map { _ in Double.infinity }
    for _ in 0..<25 {
      for (i, row) in rows.enumerated() {
        times[i] = min(times[i], Clock.best(of: 4) { Clock.consume(Double(row.solve().cost.steps)) })
      }
    }
    let lines = zip(rows, times).map { "\($0.text),\($0.evaluations),\(Line.short(1e6 * $1))\n" }
    return "method,error,step,tolerance,evaluations,time\n" + lines.joined()
  }
}
