import Markup

/// The name of a curve, set where it ends.
package struct EndLabel: Sendable, Equatable {
  package let text: String
  package let style: Style
  /// The height of the curve's end, in user units.
  package var y: Double

  package init(_ text: String, style: Style, y: Double) {
    self.text = text
    self.style = style
    self.y = y
  }

  /// Lines of the largest text.
  private static let spacing = 19.0
  /// Further from its end, a name belongs to no curve.
  private static let farthest = 24.0
  /// Wider names would leave too little for the data.
  private static let widest = 130.0

  /// The same labels from top to bottom with room for each, moved as little as that takes (least squares, by pooling
  /// neighbours), or nil if one would be too far from its curve.
  static func spread(_ labels: [EndLabel], in frame: Frame) -> [EndLabel]? {
    guard (1...5).contains(labels.count), labels.allSatisfy({ width(of: $0) <= widest }) else { return nil }
    let sorted = labels.sorted { $0.y < $1.y }
    var pools: [Pool] = []
    for (index, label) in sorted.enumerated() {
      pools.append(Pool(sum: label.y - Double(index) * spacing, count: 1))
      while pools.count > 1, pools[pools.count - 2].mean >= pools[pools.count - 1].mean {
        let last = pools.removeLast()
        pools[pools.count - 1].sum += last.sum
        pools[pools.count - 1].count += last.count
      }
    }
    let lowest = frame.bottom - Double(sorted.count - 1) * spacing
    let starts = pools.flatMap { pool in Array(repeating: max(frame.top, min(pool.mean, lowest)), count: pool.count) }
    let placed = zip(sorted, starts).enumerated().map { index, pair in
      EndLabel(pair.0.text, style: pair.0.style, y: pair.1 + Double(index) * spacing)
    }
    return zip(placed, sorted).allSatisfy { abs($0.y - $1.y) <= farthest } ? placed : nil
  }

  private struct Pool {
    var sum: Double
    var count: Int
    var mean: Double { sum / Double(count) }
  }

  static func width(of label: EndLabel) -> Double { Lettering.width(label.text, size: Lettering.largestSize) }

  func markup(x: Double) -> Markup {
    let attributes: KeyValuePairs = [
      "class": "key \(style.colourClass)", "x": Digits.coordinate(x), "y": Digits.coordinate(y), "dy": ".35em",
    ]
    return .tag("text", attributes, Lettering.content(text))
  }
}
