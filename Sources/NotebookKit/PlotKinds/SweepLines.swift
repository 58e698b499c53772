import Plotting

/// What a curve of a sweep is drawn as: a line through its points; or through the means over what is averaged, in a band of
/// the standard deviations.
extension SweepFigure {
  /// - Parameters:
  ///   - rows: the points of the curve, in the order in which it goes through them.
  ///   - mostMarkers: more markers run into one another.
  func marks(
    of curve: Curve, _ rows: [Int], _ column: Int, _ result: SweepResult, mostMarkers: Int
  ) -> [any Mark] {
    func value(_ row: Int) -> Double { result.value(row, column) ?? .nan }
    guard over != nil else {
      // A seed is a name and not a quantity: there is nothing between two of them.
      if facts.axes[x].name == "seed" {
        return [Dots(curve.name, x: rows.map(horizontal), y: rows.map(value), style: curve.style, isListed: true)]
      }
      return [
        Line(
          curve.name, x: rows.map(horizontal), y: rows.map(value), style: curve.style,
          hasMarkers: rows.count <= mostMarkers)
      ]
    }
    var places: [Double] = []
    var values: [Double: [Double]] = [:]
    for row in rows {
      let place = horizontal(row)
      if values[place] == nil { places.append(place) }
      let found = value(row)
      values[place, default: []] += found.isFinite ? [found] : []
    }
    let spreads = places.map { Spread(values[$0] ?? []) }
    return [
      Area(
        x: places, lower: spreads.map { $0.mean - ($0.deviation ?? 0) },
        upper: spreads.map { $0.mean + ($0.deviation ?? 0) },
        style: curve.style),
      Line(
        curve.name, x: places, y: spreads.map(\.mean), style: curve.style, hasMarkers: places.count <= mostMarkers),
    ]
  }

  /// What is said of the bands.
  var bandSentences: [String] {
    guard let over else { return [] }
    let names = facts.companions(of: over).map { facts.axes[$0].name }
    return [
      "Lines are means over \(facts.axes[over].values.count) values of \(names.joined(separator: " with ")), and bands one standard deviation to either side."
    ]
  }

  /// What stands over the figure about them.
  var bandNote: String? {
    over.map { "mean ± deviation over \(facts.axes[$0].values.count) values of \(facts.axes[$0].name)" }
  }
}
