/// How a series looks. No two of the first eight slots share a colour, and their dashes and markers differ too, so that a reader
/// who cannot tell colours, or has a grey print, can still tell the curves.
package struct Style: Sendable, Equatable {
  package enum Colour: Sendable, Equatable {
    /// The colour of text.
    case ink
    /// For what must not draw attention: reference lines, nullclines in the background.
    case muted
    /// The nth colour of the palette, from 1.
    case slot(Int)
  }

  package enum Weight: String, Sendable { case thin, normal, strong }

  package var colour: Colour
  package var dash: Dash
  package var marker: Marker
  package var weight: Weight

  package init(_ colour: Colour, dash: Dash = .solid, marker: Marker = .circle, weight: Weight = .normal) {
    self.colour = colour
    self.dash = dash
    self.marker = marker
    self.weight = weight
  }

  package static let ink = Style(.ink)
  package static let muted = Style(.muted, weight: .thin)

  /// The look of the nth series, from 1. Beyond eight the colours come again with other dashes.
  package static func slot(_ number: Int) -> Style {
    let index = max(0, number - 1)
    let round = index / Palette.count
    return Style(
      .slot(index % Palette.count + 1),
      dash: Dash.allCases[(index + round) % Dash.allCases.count],
      marker: Marker.allCases[(index + round) % Marker.allCases.count])
  }

  /// The same with an unbroken line: for one curve, or many short ones told apart by markers.
  package var solid: Style { dashed(.solid) }

  package func dashed(_ dash: Dash) -> Style { Style(colour, dash: dash, marker: marker, weight: weight) }
  package func marked(_ marker: Marker) -> Style { Style(colour, dash: dash, marker: marker, weight: weight) }
  package func weighing(_ weight: Weight) -> Style { Style(colour, dash: dash, marker: marker, weight: weight) }

  /// The class that sets `color`, from which strokes and fills take theirs.
  var colourClass: String {
    switch colour {
    case .ink: "ink"
    case .muted: "muted"
    case .slot(let number): "c\((max(1, number) - 1) % Palette.count + 1)"
    }
  }

  /// The classes of a stroked path.
  var lineClasses: String {
    var classes = "line \(colourClass)"
    if dash != .solid { classes += " \(dash.rawValue)" }
    if weight != .normal { classes += " \(weight.rawValue)" }
    return classes
  }
}

/// The pattern of a line, in CSS pixels whatever the figure's size.
package enum Dash: String, Sendable, CaseIterable {
  case solid, dashed, dotted
  case dashDot = "dash-dot"
  case long
  case dashDotDot = "dash-dot-dot"
  case longShort = "long-short"
  case dotPairs = "dot-pairs"

  /// Lengths on and off.
  package var lengths: [Double] {
    switch self {
    case .solid: []
    case .dashed: [6, 3]
    case .dotted: [2, 2.5]
    case .dashDot: [8, 3, 1.5, 3]
    case .long: [13, 4]
    case .dashDotDot: [8, 2.5, 1.5, 2.5, 1.5, 2.5]
    case .longShort: [13, 3, 5, 3]
    case .dotPairs: [2, 2, 2, 6]
    }
  }
}
