/// The colours of a figure, for a light and a dark page, as `rrggbb`.
///
/// Eight hues after Okabe and Ito (2008), moved in lightness until each has a contrast of at least 3:1 with its page and the first
/// four stay apart for the three kinds of colour blindness (distances in Oklab after Machado, Oliveira and Fernandes 2009,
/// doi:10.1109/TVCG.2009.113). A test computes both.
package struct Palette: Sendable {
  package let paper: String
  package let ink: String
  /// Tick labels, reference lines: 4.5:1.
  package let muted: String
  package let axis: String
  package let grid: String
  /// Blue, vermilion, teal, magenta, ochre, sky, wine, grey.
  package let series: [String]

  /// How many colours there are.
  package static let count = 8

  package static let light = Palette(
    paper: "ffffff", ink: "1f2328", muted: "5a626c", axis: "8a929c", grid: "e8eaed",
    series: ["1653b6", "c04c08", "229076", "953880", "ab8517", "1e92db", "7d2b2b", "6b6f76"])

  package static let dark = Palette(
    paper: "14171b", ink: "e6e8eb", muted: "a3abb5", axis: "6e7681", grid: "2a2f36",
    series: ["5283f1", "f99619", "3dcfae", "b175a4", "e9ca64", "97dbff", "d77772", "9aa0a9"])

  /// The custom properties that carry the palette to a page.
  var variables: String {
    let named = [("paper", paper), ("ink", ink), ("muted", muted), ("axis", axis), ("grid", grid)]
    let numbered = series.enumerated().map { ("\($0.offset + 1)", $0.element) }
    return (named + numbered).map { "--plot-\($0.0):#\($0.1)" }.joined(separator: ";")
  }
}
