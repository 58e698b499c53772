import Markup

/// A command that takes arguments: the style of each, and what is made of them.
struct Construction: Sendable {
  /// The style of an argument within that of the command.
  enum Setting: Sendable {
    case same, fraction, script
    case exactly(MathStyle)

    func style(in style: MathStyle) -> MathStyle {
      switch self {
      case .same: style
      case .fraction: style.fraction
      case .script: style.script
      case .exactly(let style): style
      }
    }
  }

  /// What the author gave a construction.
  struct Arguments: Sendable {
    let rows: [Row]
    let option: Row?
    let style: MathStyle

    subscript(_ index: Int) -> Markup { rows[index].markup }
  }

  /// The style of an argument in brackets before the others.
  let option: Setting?
  let settings: [Setting]
  /// The alphabet of the arguments.
  let alphabet: Alphabet?
  /// What is made is as tall as the tallest argument, and at least so tall.
  let height: Atom.Height
  private let make: @Sendable (Arguments) -> Atom

  init(
    option: Setting? = nil, _ settings: Setting..., alphabet: Alphabet? = nil, height: Atom.Height = .tall,
    make: @escaping @Sendable (Arguments) -> Atom
  ) {
    self.option = option
    self.settings = settings
    self.alphabet = alphabet
    self.height = height
    self.make = make
  }

  func atom(_ arguments: Arguments) -> Atom {
    var atom = make(arguments)
    atom.height = arguments.rows.lazy.map(\.height).reduce(max(height, atom.height), max)
    return atom
  }
}
