import Markup

/// A sign whose `<mo>` can be written only once its neighbours are known.
struct Operator: Sendable {
  var text: String
  /// The space in mu that browsers leave on each side by themselves (the operator dictionary of MathML Core), or nil
  /// where it has to be said.
  var natural: Int?
  /// After a comma browsers leave space on the right only.
  var isSeparator = false
  /// Whether the dictionary has the sign in front of its operand too, without space there: `-x`, `±1`.
  var hasPrefixForm = false
  /// What the dictionary says is large grows and takes limits by itself.
  var isLarge = false
  var attributes: [Markup.Attribute] = []

  var naturalLeft: Int? { isSeparator ? 0 : natural }
  var naturalRight: Int? { isSeparator ? Spacing.thin : natural }

  /// The sign without an operand on one side, as in `-x` or `\mathbb{R}_+`.
  var alone: Operator {
    guard hasPrefixForm else { return self }
    var sign = self
    sign.attributes.insert(Markup.Attribute("form", "prefix"), at: 0)
    sign.natural = 0
    return sign
  }

  /// The sign between two operands although it comes first in its row, as after `&` in an aligned equation.
  var between: Operator {
    guard hasPrefixForm else { return self }
    var sign = self
    sign.attributes.insert(Markup.Attribute("form", "infix"), at: 0)
    return sign
  }

  /// The element, with `left` and `right` mu of space.
  func element(left: Int, right: Int) -> Markup {
    var attributes = attributes
    if !Self.isNear(naturalLeft, left) { attributes.append(Markup.Attribute("lspace", Spacing.ems(left))) }
    if !Self.isNear(naturalRight, right) { attributes.append(Markup.Attribute("rspace", Spacing.ems(right))) }
    return .sign(text, attributes)
  }

  /// TeX and the dictionary disagree by 1 mu, a twentieth of a letter, about `×` and `·`: nobody sees it.
  private static func isNear(_ natural: Int?, _ wanted: Int) -> Bool {
    guard let natural else { return false }
    return abs(natural - wanted) <= 1
  }
}
