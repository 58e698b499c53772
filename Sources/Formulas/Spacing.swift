import Markup

/// The space between neighbours in a row, in mu (eighteenths of an em).
///
/// The numbers are those of TeX: D. E. Knuth, The TeXbook (1984), chapter 18, page 170.
enum Spacing {
  static let thin = 3
  static let medium = 4
  static let thick = 5

  static func between(_ left: Atom.Kind, _ right: Atom.Kind, isScript: Bool) -> Int {
    let space = table[left.whenLeft.rawValue][right.whenRight.rawValue]
    return space >= 0 ? space : isScript ? 0 : -space
  }

  /// A row for the left neighbour, a column for the right one; what is negative is left out in scripts.
  private static let table: [[Int]] = [
    // ordinary, operation, binary, relation, opening, closing, punctuation, inner
    [0, 3, -4, -5, 0, 0, 0, -3],  // ordinary
    [3, 3, 0, -5, 0, 0, 0, -3],  // operation
    [-4, -4, 0, 0, -4, 0, 0, -4],  // binary
    [-5, -5, 0, 0, -5, 0, 0, -5],  // relation
    [0, 0, 0, 0, 0, 0, 0, 0],  // opening
    [0, 3, -4, -5, 0, 0, 0, -3],  // closing
    [-3, -3, 0, -3, -3, -3, -3, -3],  // punctuation
    [-3, 3, -4, -5, -3, 0, -3, -3],  // inner
  ]

  /// The width as MathML writes it.
  static func ems(_ mu: Int) -> String {
    switch mu {
    case 0: "0"
    case thin: "0.1667em"
    case medium: "0.2222em"
    case thick: "0.2778em"
    default: Digits.compact(Double(mu) / 18, 4) + "em"
    }
  }
}

extension Atom.Kind {
  /// What `\left … \right` makes is an opening delimiter to what stands before it and a closing one to what follows,
  /// so that `f\left(x\right)` has no gap where TeX would leave one.
  fileprivate var whenLeft: Atom.Kind { self == .fenced ? .closing : self }
  fileprivate var whenRight: Atom.Kind { self == .fenced ? .opening : self }
}
