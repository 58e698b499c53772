import Diagnostics
import Dynamics
import Expressions
import Plotting

/// |R(z)| of a method on a grid of the complex plane, found by taking the step: one step of size 1 on y' = zy, with z and y as
/// pairs of real numbers. So a region needs no formula, and shows what the code does.
struct StabilityRegion {
  private let method: Method
  private let re: ClosedRange<Double>
  private let im: ClosedRange<Double>

  init(_ method: Method, re: ClosedRange<Double>, im: ClosedRange<Double>) {
    self.method = method
    self.re = re
    self.im = im
  }

  /// The range that a figure takes where none is given: what is usual, widened for the points.
  static func usual(_ values: [Double], _ usual: ClosedRange<Double>) -> ClosedRange<Double> {
    let low = max(-100, min(usual.lowerBound, (values.min() ?? 0) * 1.05))
    let high = min(100, max(usual.upperBound, (values.max() ?? 0) * 1.05))
    return low...high
  }

  /// The real range made as wide as a frame with equal units shows it.
  static func widened(_ re: ClosedRange<Double>, to im: ClosedRange<Double>, aspect: Double) -> ClosedRange<Double> {
    let missing = max(0, (im.upperBound - im.lowerBound) * aspect - (re.upperBound - re.lowerBound))
    return re.lowerBound - missing / 2...re.upperBound + missing / 2
  }

  /// Nothing for a method that has no steps of a given size.
  var field: Field? {
    var layer = ModelLayer()
    func fragment(_ text: String) -> Fragment { Fragment(text, path: "stability") }
    func items(_ pairs: KeyValuePairs<String, String>) -> [ModelLayer.Item] {
      pairs.map { ModelLayer.Item(name: fragment($0.key), value: fragment($0.value)) }
    }
    layer.equations = fragment("dx/dt = a*x - b*y\ndy/dt = b*x + a*y")
    layer.parameters = items(["a": "0", "b": "0"])
    layer.initial = items(["x": "1", "y": "0"])
    var mistakes: [Diagnostic] = []
    guard method.solver.isOneStep, let model = ModelDefinition(layers: [layer], &mistakes) else { return nil }
    var problem = model.problem(from: 0, to: 1)
    let settings = Settings(step: 1, eventTimes: .grid)
    return Field(x: re, columns: 121, y: im, rows: 71) { a, b in
      problem.parameters = [a, b]
      let solution = method.solve(problem, settings)
      let last = solution.trajectory.count - 1
      guard solution.outcome == .finished, last > 0 else { return .infinity }
      let (x, y) = (solution.trajectory.value(last, 0), solution.trajectory.value(last, 1))
      return (x * x + y * y).squareRoot()
    }
  }
}

/// The step times the eigenvalues of the Jacobian, along a solve.
struct StepEigenvalues {
  let points: [Eigenvalue]

  /// More rows than this look the same.
  private static let limit = 400

  init(_ result: SolveResult) {
    let trajectory = result.solution.trajectory
    let n = trajectory.dimension
    let machine = Machine(result.problem.jacobian, parameters: result.problem.parameters)
    let stride = max(1, trajectory.count / Self.limit)
    var points: [Eigenvalue] = []
    var modesRow = -1
    for row in Swift.stride(from: 0, to: max(0, trajectory.count - 1), by: stride) {
      if let start = trajectory.start(ruling: row), start.row != modesRow {
        machine.set(modes: start.modes)
        modesRow = start.row
      }
      let h = result.settings.step ?? (trajectory.times[row + 1] - trajectory.times[row])
      let matrix = Array(machine.results(trajectory.times[row], trajectory.state(row)).prefix(n * n)).map { $0 * h }
      points += eigenvalues(matrix, dimension: n) ?? []
    }
    self.points = points
  }
}
