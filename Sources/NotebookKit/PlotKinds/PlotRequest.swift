import Diagnostics
import Dynamics
import Expressions
import Plotting

/// What a `plot` block asks for, with names checked and ranges in the model's units.
struct PlotRequest: Sendable {
  struct Series: Sendable {
    let label: String
    let name: String
    let facts: TrajectoryFacts
    let model: ModelDefinition?
    /// Whether it is a result with states over time, and not a model alone.
    let isSolved: Bool

    var look: Looks.Series { Looks.Series(label: label, method: facts.title) }
  }

  enum Mark: String, Sendable, CaseIterable {
    case onset, threshold, spikes, events, start, nullclines, field, equilibria, firing, cycles
  }

  let series: [Series]
  let against: ReferenceChoice?
  /// Samples that are drawn as dots.
  let data: [LabelReference]
  /// What the author calls results and samples.
  var names = SeriesNames()
  /// The quantity on the horizontal axis, where the author chose one.
  let x: String?
  let y: [String]
  let ranges: [String: ClosedRange<Double>]
  let marks: Set<Mark>
  let logarithmic: Set<String>
  /// When inputs are looked at, for what the equations say by themselves.
  let time: Double
  /// At which event a section or an orbit diagram takes the states.
  let event: Fragment?
  var orbit = OrbitChoice()
  /// Whether a unit is as long on both axes.
  var hasEqualUnits = false
  /// For errors: whether they are percent of the range that the state covers in the reference.
  let isPercent: Bool
  let height: Double?
  let alt: String?
  let location: Location

  /// The units of the first result: a figure has one unit for each axis.
  func unit(of name: String) -> String? {
    (series.first?.facts.unit(of: name) ?? series.first?.model?.unit(of: name))?.printed?.symbol
  }

  func axis(_ name: String) -> Axis {
    Axis(
      names.axes[name] ?? MathWriter().text(name), unit: unit(of: name),
      scale: logarithmic.contains(name) ? .logarithmic : .linear,
      range: ranges[name])
  }

  /// One state against another.
  func plane(_ x: String, _ y: String, _ marks: [any Plotting.Mark]) -> Panel {
    Panel(x: axis(x), y: axis(y), hasEqualUnits: hasEqualUnits, marks: marks)
  }
  /// With equal units the figure takes the height that its ranges ask for.
  var planeHeight: Double? { height ?? (hasEqualUnits ? nil : 320) }

  /// How each series looks.
  func styles(_ inputs: Inputs) -> [Style] { inputs.looks.styles(of: series.map(\.look)) }

  /// The name of a series in the legend: none where there is but one.
  func legend(_ index: Int) -> String? { series.count == 1 ? nil : series[index].name }
}

extension PlotRequest {
  /// The events of a result that are marked, with their times in the figure.
  func marked(_ result: any TrajectoryResult) -> [(name: String, times: [Double])] {
    result.facts.events.filter { marks.contains(.events) || marks.contains(.spikes) && $0 == "spike" }.map { event in
      (event, result.eventTimes(event).filter { ranges["t"]?.contains($0) ?? true })
    }
  }

  /// Says so where a figure of networks is asked of something else.
  func refuseSolves(_ what: String, _ planning: inout Planning) {
    for item in series where !item.facts.isTrained {
      planning.fail(
        "'\(item.label)' was not trained, and \(what) belongs to a network", at: location,
        hint: "'of' wants the label of a 'pinn' block")
    }
  }

  /// Says so where a figure of a solver's steps is asked of a network.
  func refuseNetworks(_ what: String, hint: String, _ planning: inout Planning) {
    for item in series where item.facts.isTrained {
      planning.fail("'\(item.label)' is a network, and \(what) belongs to a solver", at: location, hint: hint)
    }
  }
}
