/// How words within a formula are printed; the style sheet has a class for each trait.
struct Typeface: OptionSet, Sendable {
  let rawValue: Int

  static let plain: Typeface = []
  static let bold = Typeface(rawValue: 1)
  static let italic = Typeface(rawValue: 2)
  static let sansSerif = Typeface(rawValue: 4)
  static let monospace = Typeface(rawValue: 8)

  /// The classes of the element, or nil for plain text.
  var classes: String? {
    let traits: [(Typeface, String)] = [
      (.bold, "bold"), (.italic, "italic"), (.sansSerif, "sans"), (.monospace, "mono"),
    ]
    let names = traits.filter { contains($0.0) }.map(\.1)
    return names.isEmpty ? nil : names.joined(separator: " ")
  }
}
