import Diagnostics
import Dynamics
import Expressions

/// |R(z)| of a method, found by taking a step of size 1 on y' = zy, with z and y as pairs of real numbers. So it needs no formula,
/// and is what the code does.
struct StepGain {
  private let method: Method
  private let problem: Problem

  /// Nothing for a method that has no steps of a given size.
  init?(_ method: Method) {
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
    self.method = method
    problem = model.problem(from: 0, to: 1)
  }

  func of(_ z: Eigenvalue) -> Double {
    var problem = problem
    problem.parameters = [z.real, z.imaginary]
    let solution = method.solve(problem, Settings(step: 1, eventTimes: .grid))
    let last = solution.trajectory.count - 1
    guard solution.outcome == .finished, last > 0 else { return .infinity }
    let (x, y) = (solution.trajectory.value(last, 0), solution.trajectory.value(last, 1))
    return (x * x + y * y).squareRoot()
  }
}
