package import Markup

/// A shaded interval of one axis, over the whole of the other: when an input is on, where values are forbidden.
package struct Band: Mark {
  package enum Interval: Sendable, Equatable {
    case x(ClosedRange<Double>)
    case y(ClosedRange<Double>)
  }

  package let name: String?
  package let interval: Interval
  package let style: Style

  package init(_ name: String? = nil, x: ClosedRange<Double>, style: Style = .muted) {
    self.name = name
    interval = .x(x)
    self.style = style
  }

  package init(_ name: String? = nil, y: ClosedRange<Double>, style: Style = .muted) {
    self.name = name
    interval = .y(y)
    self.style = style
  }

  package var extent: Extent {
    switch interval {
    case .x(let range): Extent(x: Bounds([range.lowerBound, range.upperBound]), y: .none)
    case .y(let range): Extent(x: .none, y: Bounds([range.lowerBound, range.upperBound]))
    }
  }

  package var legend: [LegendEntry] { name.map { [LegendEntry($0, .area(style))] } ?? [] }

  package var summary: String? {
    let (axis, range) =
      switch interval {
      case .x(let range): ("x", range)
      case .y(let range): ("y", range)
      }
    let ends = "\(Summary.number(range.lowerBound)) to \(Summary.number(range.upperBound))"
    return "a band from \(axis) = \(ends)\(name.map { " (\($0))" } ?? "")"
  }

  package func draw(in frame: Frame) -> Markup {
    var path = PathText()
    switch interval {
    case .x(let range):
      let (left, right) = Self.ends(range, on: frame.x)
      path.rectangle(left: left, top: frame.top, right: right, bottom: frame.bottom)
    case .y(let range):
      let (bottom, top) = Self.ends(range, on: frame.y)
      path.rectangle(left: frame.left, top: top, right: frame.right, bottom: bottom)
    }
    return path.markup("band \(style.colourClass)")
  }

  /// On a logarithmic axis an interval from zero or less begins at the axis.
  private static func ends(_ range: ClosedRange<Double>, on scale: Scale) -> (Double, Double) {
    let lower = scale.position(range.lowerBound)
    let upper = scale.position(range.upperBound)
    return (lower.isNaN ? scale.start : lower, upper.isNaN ? scale.start : upper)
  }
}
