package import Markup

/// One layer of a panel: data, and how it is drawn.
///
/// A mark says what it needs of the axes, and draws itself with scales that someone else chose from the needs of all.
/// To add one, write a file in `Marks/`: there is no list.
package protocol Mark: Sendable {
  /// The values that the axes should show.
  var extent: Extent { get }
  /// What a reader needs to know it by; none for a mark without a name.
  var legend: [LegendEntry] { get }
  /// What a reader who does not see it should know: "curve euler of 1000 points from −65 to 35".
  var summary: String? { get }

  /// The picture, clipped to the frame by the panel. Coordinates are finite.
  func draw(in frame: Frame) -> Markup
  /// Texts that the panel places where there is room.
  func notes(in frame: Frame) -> [Note]
  /// Pixels that a text should keep off, a few units apart.
  func obstacles(in frame: Frame) -> [Point]
  /// The name to set at the end of a line, where the figure asks for that.
  func endLabel(in frame: Frame) -> EndLabel?
  /// The scale of a mark whose colours are numbers.
  var colourBar: ColourBar? { get }
  /// How many of the values the axes cannot show: not positive on a logarithmic axis.
  func undrawable(x: Scale.Kind, y: Scale.Kind) -> Int
  /// What it is called among the values shown.
  var name: String? { get }
  /// The values in the picture, for a reader to take away: every one of a curve of a few, those that make the picture of a long one.
  func values(in frame: Frame) -> [(x: Double, y: Double)]
}

extension Mark {
  package var legend: [LegendEntry] { [] }
  package var summary: String? { nil }
  package func notes(in frame: Frame) -> [Note] { [] }
  package func obstacles(in frame: Frame) -> [Point] { [] }
  package func endLabel(in frame: Frame) -> EndLabel? { nil }
  package var colourBar: ColourBar? { nil }
  package func undrawable(x: Scale.Kind, y: Scale.Kind) -> Int { 0 }
  package var name: String? { nil }
  package func values(in frame: Frame) -> [(x: Double, y: Double)] { [] }
}

/// Pairs of numbers that one of the axes has no place for because it is logarithmic. What is not finite is a gap, and not counted.
func undrawablePairs(_ x: [Double], _ y: [Double], _ horizontal: Scale.Kind, _ vertical: Scale.Kind) -> Int {
  guard horizontal == .logarithmic || vertical == .logarithmic else { return 0 }
  return zip(x, y).count { across, up in
    across.isFinite && up.isFinite
      && (horizontal == .logarithmic && across <= 0 || vertical == .logarithmic && up <= 0)
  }
}
