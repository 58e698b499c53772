import Diagnostics
import Dynamics
import Expressions
import Markup
import Plotting

/// A model that runs on the page: what a reader may change, and how it is drawn.
package struct ExploreOutput: Sendable {
  /// With the moved inputs as parameters.
  let model: ModelDefinition
  let problem: Problem
  let title: String
  let methods: [Method]
  let step: Double
  let window: Double
  let speed: Double
  let sliders: [Slider]
  /// The states on the axes of the phase plane.
  let phase: (x: Int, y: Int)?
  /// The event at which a pulse runs.
  let pulse: Int?
  /// What is seen without scripts and on paper: a run with the values that the sliders begin with.
  let still: Figure
  /// By state, for the axes to begin with.
  let ranges: [ClosedRange<Double>]

  init(
    model: ModelDefinition, title: String, methods: [Method], step: Double, window: Double, speed: Double,
    sliders: [Slider], phase: (x: Int, y: Int)?, pulse: Int?, alt: String?, location: Location
  ) {
    let inputs = sliders.filter(\.isInput).map { ($0.name, $0.start) }
    self.model = model.following(Set(sliders.map(\.name))).holdingInputs(
      at: Dictionary(inputs) { first, _ in first })
    problem = self.model.problem(from: 0, to: window, locatesSurfaces: false)
    self.title = title
    self.methods = methods
    self.step = step
    self.window = window
    self.speed = speed
    self.sliders = sliders
    self.phase = phase
    self.pulse = pulse
    let method = methods[methods.count - 1]
    let facts = TrajectoryFacts(self.model, problem, title: method.title)
    let frame = SolveFrame(
      model: self.model, modelLabel: title, span: 0...window, eventTimes: .grid, newtonTolerance: 1e-10, substeps: [])
    let result = SolveResult(
      facts: facts, request: SolveRequest(frame, method, .fixed(step: step)), problem: problem)
    still = Self.still(result, alt, location)
    ranges = Self.ranges(result)
  }

  private static func still(_ result: SolveResult, _ alt: String?, _ location: Location) -> Figure {
    let request = PlotRequest(
      series: [
        PlotRequest.Series(label: "run", name: result.facts.title, facts: result.facts, model: nil, isSolved: true)
      ],
      against: nil, data: [], x: nil, y: result.facts.componentNames, ranges: [:], marks: [], logarithmic: [], time: 0,
      event: nil, isPercent: false, height: nil, alt: alt, location: location)
    return PlotKind.traces(request, Inputs(results: ["run": result], parameters: NotebookParameters()))
  }

  /// What each state does in the run, with some room around it.
  private static func ranges(_ result: SolveResult) -> [ClosedRange<Double>] {
    result.facts.components.indices.map { index in
      let values = result.solution.trajectory.component(index).filter(\.isFinite)
      guard let low = values.min(), let high = values.max(), low < high else {
        let value = values.first ?? 0
        return value - 1...value + 1
      }
      return low - 0.08 * (high - low)...high + 0.08 * (high - low)
    }
  }

  /// How much of the model's time the readings look back on: a second, or the window where that is much longer or time has no unit.
  var second: Double { hasSeconds ? secondOfModel ?? window : window }
  var hasSeconds: Bool { secondOfModel.map { $0 >= window / 20 } ?? false }

  private var secondOfModel: Double? {
    guard let unit = model.timeUnit, let second = Unit.named("s") else { return nil }
    return Quantity(1, unit: second).magnitude(in: unit)
  }

  /// The height of the pictures that move, where they are 340 wide.
  var height: Double { model.states.count < 3 ? 300 : 90 * Double(model.states.count) + 20 }
}
