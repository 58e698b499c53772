import Dynamics
import Expressions
import Plotting

/// One measure of a sweep over two of its axes, both ascending; what has no value is a hole.
struct SweepGrid {
  let field: Field
  /// Logarithmic where the values are: at equal ratios.
  let xScale: Scale.Kind
  let yScale: Scale.Kind
  /// Why there is no value, for each point that has none.
  let holes: [String]

  init(_ figure: SweepFigure, _ result: SweepResult, x: Int, y: Int, column: Int) {
    let (across, up) = (Self.ascending(figure.facts.axes[x]), Self.ascending(figure.facts.axes[y]))
    var values = Array(repeating: Double.nan, count: across.count * up.count)
    var holes: [String] = []
    let isLogarithmic = figure.logarithmic.contains(figure.facts.columns[column].name)
    for row in figure.rows {
      let point = figure.facts.point(row)
      guard let i = point[x].number.flatMap(across.firstIndex), let j = point[y].number.flatMap(up.firstIndex) else {
        continue
      }
      switch result.rows[row][column] {
      case .success(let value) where value.isFinite && isLogarithmic && value <= 0:
        holes.append("what is not positive has no logarithm")
      case .success(let value) where value.isFinite: values[j * across.count + i] = value
      case .success: holes.append("not finite")
      case .failure(let failure):
        holes.append(result.outcomes[row].isFinished ? failure.message : result.outcomes[row].word)
      }
    }
    field = Field(x: across, y: up, values: values)
    self.holes = holes
    xScale = Self.scale(across)
    yScale = Self.scale(up)
  }

  /// `no value in 3 of 100 cells: there is no spike`
  var note: String {
    let reasons = Set(holes).sorted()
    let why = reasons.count <= 2 ? reasons.joined(separator: ", ") : "\(reasons.count) reasons, such as \(reasons[0])"
    return "no value in \(holes.count) of \(field.values.count) cells: \(why)"
  }

  /// From the outer border of the first cell to that of the last, on the scale of the axis, unless the author chose a range.
  func axis(_ axis: Axis, _ values: [Double]) -> Axis {
    var axis = axis
    guard axis.range == nil, let first = values.first, let last = values.last, values.count > 1 else { return axis }
    let (second, before) = (values[1], values[values.count - 2])
    if axis.scale == .logarithmic, first > 0 {
      axis.range = first * (first / second).squareRoot()...last * (last / before).squareRoot()
    } else {
      axis.range = first - (second - first) / 2...last + (last - before) / 2
    }
    return axis
  }

  private static func ascending(_ axis: SweepFacts.Axis) -> [Double] { Set(axis.values.compactMap(\.number)).sorted() }

  /// Equal ratios, but for the rounding of what was written.
  private static func scale(_ values: [Double]) -> Scale.Kind {
    guard values.count > 2, values[0] > 0 else { return .linear }
    let ratio = values[1] / values[0]
    let isGeometric = zip(values, values.dropFirst()).allSatisfy { abs($1 / $0 - ratio) <= 0.02 * (ratio - 1) }
    return isGeometric ? .logarithmic : .linear
  }
}
