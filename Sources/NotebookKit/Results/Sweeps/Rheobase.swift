import Dynamics
import Expressions
private import Markup

extension SweepFacts {
  /// The axes along which firing may set in: inputs, parameters and initial values, but no matter of the method.
  var drives: [Int] {
    axes.indices.filter { !["method", "step", "tolerance", "seed"].contains(axes[$0].name) && axes[$0].isNumeric }
  }

  /// A measure that tells whether there was a spike.
  var spikeColumn: Int? {
    ["count", "rate", "first-spike", "latency"].lazy.compactMap { name in
      columns.firstIndex { $0.measure?.name == name }
    }.first
  }
}

extension SweepResult {
  /// Whether there was a spike at a point; nothing where that is not known.
  func fires(_ row: Int) -> Bool? {
    guard let column = facts.spikeColumn, outcomes[row].isFinished else { return nil }
    let isCounted = ["count", "rate"].contains(facts.columns[column].name)
    guard let value = value(row, column) else { return isCounted ? nil : false }
    return isCounted ? value > 0 : true
  }

  /// The least value, among the points chosen, of the one input or parameter that varies there at which there is any spike.
  ///
  /// The threshold for a current without end, in the sense of L. Lapicque, J. Physiol. Pathol. Gén. 9 (1907) 620; on a grid it is the
  /// first value above it.
  func rheobase(_ chosen: [Int]) throws(QueryFailure) -> Double {
    let points = chosen.map { (row: $0, point: facts.point($0)) }
    let open = facts.axes.indices.filter { axis in points.contains { $0.point[axis] != points.first?.point[axis] } }
    guard let axis = open.first(where: facts.drives.contains) else {
      throw QueryFailure("a rheobase wants several values of an input or a parameter")
    }
    if let other = open.first(where: { $0 != axis }) {
      throw QueryFailure("'\(facts.axes[other].name)' varies as well", hint: "say which '\(facts.axes[other].name)'")
    }
    let ascending = points.map { (row: $0.row, value: $0.point[axis].number ?? .nan) }.sorted { $0.value < $1.value }
    func text(_ value: Double) -> String {
      "\(facts.axes[axis].name) = \(Digits.compact(value, 6))\(facts.axes[axis].unit.map { " " + $0.text } ?? "")"
    }
    for (index, (row, value)) in ascending.enumerated() {
      guard let fires = fires(row) else {
        throw QueryFailure("whether there are spikes is not known at \(text(value)): the solve did not finish")
      }
      guard fires else { continue }
      if index > 0 { return value }
      throw QueryFailure(
        "there are spikes at the least value already, \(text(value))", hint: "let the sweep begin lower")
    }
    throw QueryFailure("there is no spike at any value")
  }
}
