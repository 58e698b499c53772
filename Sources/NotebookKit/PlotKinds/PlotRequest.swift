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
  }

  enum Mark: String, Sendable, CaseIterable {
    case onset, threshold, spikes, start, nullclines, field, equilibria, firing
  }

  let series: [Series]
  let against: ReferenceChoice?
  /// Samples that are drawn as dots.
  let data: LabelReference?
  /// The quantity on the horizontal axis, where the author chose one.
  let x: String?
  let y: [String]
  let ranges: [String: ClosedRange<Double>]
  let marks: Set<Mark>
  let logarithmic: Set<String>
  /// When inputs are looked at, for what the equations say by themselves.
  let time: Double
  /// For errors: whether they are percent of the range that the state covers in the reference.
  let isPercent: Bool
  let height: Double?
  let alt: String?
  let location: Location

  /// The units of the first result: a figure has one unit for each axis.
  func unit(of name: String) -> String? {
    (series.first?.facts.unit(of: name) ?? series.first?.model?.unit(of: name))?.symbol
  }

  func axis(_ name: String) -> Axis {
    Axis(
      MathWriter().text(name), unit: unit(of: name), scale: logarithmic.contains(name) ? .logarithmic : .linear,
      range: ranges[name])
  }

  /// The name of a series in the legend: none where there is but one.
  func legend(_ index: Int) -> String? { series.count == 1 ? nil : series[index].name }
}

extension PlotRequest {
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

/// The curve of a result: its rows, cut at jumps, and the jumps.
struct Curve {
  private(set) var x: [Double] = []
  private(set) var y: [Double] = []
  /// The row behind each point; nothing for a gap.
  private var rows: [Int?] = []
  private(set) var from: (x: [Double], y: [Double]) = ([], [])
  private(set) var to: (x: [Double], y: [Double]) = ([], [])

  /// - Parameters:
  ///   - first, second: the components on the axes; time where there is none.
  ///   - span: rows outside of it are left out.
  init(_ result: any TrajectoryResult, _ first: String?, _ second: String, during span: ClosedRange<Double>?) {
    let trajectory = result.solution.trajectory
    guard let secondIndex = result.index(of: second) else { return }
    let firstIndex = first.flatMap(result.index(of:))
    x.reserveCapacity(trajectory.count + 64)
    y.reserveCapacity(trajectory.count + 64)
    let rows = Self.rows(trajectory.times, span)
    // With events on the grid only the state after the jump is a row: the way to it from the row before is the jump.
    let jumps = Set(result.facts.jumpingEvents.flatMap { result.eventTimes($0) })
    for row in rows {
      let t = trajectory.times[row]
      let here = (firstIndex.map { trajectory.value(row, $0) } ?? t, trajectory.value(row, secondIndex))
      if row > rows.lowerBound, jumps.contains(t) && (row + 1 == trajectory.count || trajectory.times[row + 1] != t),
        let lastX = x.last, let lastY = y.last
      {
        from.x.append(lastX)
        from.y.append(lastY)
        to.x.append(here.0)
        to.y.append(here.1)
        x.append(.nan)
        y.append(.nan)
        self.rows.append(nil)
      }
      x.append(here.0)
      y.append(here.1)
      self.rows.append(row)
    }
  }

  /// The rows that a picture of the curve goes through.
  func rows(shownIn frame: Frame) -> [Int] {
    Decimation.pieces(x: x, y: y, on: frame).flatMap { $0 }.filter { index in
      frame.point(x[index], y[index]).map { frame.contains($0, margin: frame.width / 20) } ?? false
    }.compactMap { rows[$0] }
  }

  /// The rows in the span and one on each side, so that lines go on to the frame.
  private static func rows(_ times: [Double], _ span: ClosedRange<Double>?) -> Range<Int> {
    guard let span else { return times.indices }
    let first = times.firstIndex { $0 >= span.lowerBound } ?? times.count
    let last = times.lastIndex { $0 <= span.upperBound } ?? -1
    return max(0, first - 1)..<max(max(0, first - 1), min(times.count, last + 2))
  }
}
