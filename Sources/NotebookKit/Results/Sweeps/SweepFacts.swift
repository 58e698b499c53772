import Expressions

/// What is known of a sweep before it runs.
package struct SweepFacts: Sendable {
  /// What varies: a parameter, an input, an initial value, the method, the step or the tolerance; of a network its seed and numbers of
  /// its parts.
  struct Axis: Sendable {
    let name: String
    let unit: Unit?
    let values: [Point]
    /// Whether it is where a state begins.
    var isInitial = false

    /// Whether it has a scale, and no words.
    var isNumeric: Bool { values.allSatisfy { $0.number != nil } }

    /// A value as people read it.
    func text(_ value: Point) -> String {
      switch value {
      case .text(let word): word
      case .number(let number): format.text(number)
      }
    }

    /// A seed is a name, of which every digit counts.
    var format: NumberFormat { name == "seed" ? NumberFormat(.whole, 0) : NumberFormat(.general, 6) }
  }

  /// A value on an axis.
  enum Point: Sendable, Hashable {
    case number(Double)
    case text(String)

    var number: Double? { if case .number(let value) = self { value } else { nil } }
  }

  let axes: [Axis]
  let columns: [SweepColumn]
  /// The axes, those that vary together as one; the last one runs fastest.
  let dimensions: [[Int]]
  /// Sets the names of what varies as the model's card does.
  let writer: MathWriter

  /// - Parameter together: groups of indices of axes with as many values each, which are taken together and not all with all.
  init(axes: [Axis], columns: [SweepColumn], together: [[Int]] = [], writer: MathWriter = MathWriter()) {
    self.writer = writer
    self.axes = axes
    self.columns = columns
    dimensions = axes.indices.compactMap { axis in
      guard let group = together.first(where: { $0.contains(axis) }) else { return [axis] }
      return axis == group.min() ? group : nil
    }
  }

  /// How many points there are.
  var count: Int { dimensions.reduce(1) { $0 * size(of: $1) } }

  func size(of dimension: [Int]) -> Int { dimension.first.map { axes[$0].values.count } ?? 1 }

  /// The values of the axes at one point.
  func point(_ index: Int) -> [Point] {
    var rest = index
    var values = axes.map { $0.values[0] }
    for dimension in dimensions.reversed() {
      let size = size(of: dimension)
      for axis in dimension { values[axis] = axes[axis].values[rest % size] }
      rest /= size
    }
    return values
  }

  /// Which of its values, counted from 0, an axis has at a point.
  func position(_ index: Int, on axis: Int) -> Int {
    var rest = index
    for dimension in dimensions.reversed() {
      if dimension.contains(axis) { return rest % size(of: dimension) }
      rest /= size(of: dimension)
    }
    return 0
  }

  /// The axes that vary together with one, itself among them.
  func companions(of axis: Int) -> [Int] { dimensions.first { $0.contains(axis) } ?? [axis] }

  /// `τ`, `N(0)`
  func text(_ axis: Axis) -> String { writer.text(axis.name) + (axis.isInitial ? "(0)" : "") }

  /// `seed = 3, ie.decay = 5 ms`
  func text(_ index: Int) -> String {
    zip(axes, point(index)).map { axis, value in
      "\(axis.name) = \(axis.text(value))\(axis.unit.map { " " + $0.text } ?? "")"
    }.joined(separator: ", ")
  }

  /// What can be asked: each measure at a point, what sums it up over several, and the observed order.
  var shape: Shape {
    let numbers = columns.filter { !$0.isWord }
    var queries: [Query] = []
    for column in numbers where column.part == nil && !queries.contains(where: { $0.name == column.query }) {
      queries.append(query(column))
    }
    for part in columns.parts {
      queries.append(
        Query(
          part, gives: .object(Shape("the measures of \(part)", numbers.filter { $0.part == part }.map(query))),
          "what was measured of \(part)"))
    }
    queries.append(Query("points", gives: .number, "how many points the sweep has"))
    queries.append(
      Query(
        "outcome", [], takesNamedArguments: true, gives: .text,
        "how the solve of a point ended: finished, diverged, ..."))
    if spikeColumn != nil, !drives.isEmpty {
      queries.append(
        Query(
          "rheobase", [], takesNamedArguments: true, gives: .number,
          "the least value of the input or parameter that varies at which there is any spike, sustained or not: a value of the sweep, so that the true one lies between it and the value below"
        ))
    }
    if columns.contains(where: { $0.measure != nil }),
      axes.contains(where: { $0.name == "step" || $0.name == "tolerance" })
    {
      queries.append(
        Query(
          "order", [], takesNamedArguments: true, gives: .number,
          "the slope of the first error measured, else of the first measure, against the step, both logarithmic, by least squares"
        ))
    }
    return Shape("a sweep", queries)
  }

  /// The states that a column's measure was taken of.
  func states(of column: SweepColumn) -> [String] {
    columns.filter { $0.query == column.query && $0.part == column.part && !$0.component.isEmpty }.map(\.component)
  }

  private func query(_ column: SweepColumn) -> Query {
    let states = states(of: column)
    let place = axes.count == 1 ? axes[0].unit : nil
    let units = Dictionary(
      columns.filter { $0.query == column.query && $0.part == column.part }.map { ($0.component, $0.unit) }
    ) { first, _ in first }
    return Query(
      column.query, states.isEmpty ? [] : [.name(states)], least: states.count > 1 ? 1 : 0, takesNamedArguments: true,
      gives: .object(SweepValues.shape(units.count > 1 ? nil : column.unit, place: place)),
      "\(column.meaning); name the point: `\(axes.map { "\($0.name) = ..." }.joined(separator: ", "))`"
    ).measured(in: units.count > 1 ? nil : column.unit).measured(byName: units.compactMapValues { $0 })
  }
}
