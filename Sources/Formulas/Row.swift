import Markup

/// Pieces side by side, in one style.
struct Row: Sendable {
  /// From which piece on another style was asked for.
  struct Switch: Sendable {
    let index: Int
    let style: MathStyle
  }

  var atoms: [Atom] = []
  var style: MathStyle
  var switches: [Switch] = []
  /// Whether the row goes on what stands left of it, as after `&` in an aligned equation.
  var followsOperand = false
  /// The bars that wait for a second one, by their text.
  var openBars: [String: Int] = [:]

  init(_ atoms: [Atom] = [], style: MathStyle) {
    self.atoms = atoms
    self.style = style
  }

  /// The style at the row's end.
  var currentStyle: MathStyle { switches.last?.style ?? style }

  /// The only piece, if it may be used as if it stood there by itself.
  var single: Atom? {
    guard atoms.count == 1, switches.isEmpty, let atom = atoms.first, !atom.hasScripts else { return nil }
    return atom
  }

  var height: Atom.Height { atoms.lazy.map(\.height).max() ?? .low }

  /// Whether all of it is names of functions, such as `\arg\max`.
  var isFunction: Bool {
    let visible = atoms.filter { $0.kind != .space }
    return !visible.isEmpty && visible.allSatisfy(\.isFunction)
  }

  /// One element for all of it.
  var markup: Markup { .row(pieces) }

  /// The elements, with the space between them settled.
  var pieces: [Markup] {
    var atoms = atoms
    settleKinds(&atoms)
    settleGaps(&atoms)
    guard let first = switches.first else { return elements(of: atoms[...], in: style) }
    var pieces = elements(of: atoms[..<first.index], in: style)
    for (number, part) in switches.enumerated() {
      let end = number + 1 < switches.count ? switches[number + 1].index : atoms.count
      if end > part.index { pieces.append(.styled(part.style, elements(of: atoms[part.index..<end], in: part.style))) }
    }
    return pieces
  }

  private func elements(of atoms: ArraySlice<Atom>, in style: MathStyle) -> [Markup] {
    var pieces: [Markup] = []
    pieces.reserveCapacity(atoms.count)
    for atom in atoms {
      if atom.gapBefore > 0 { pieces.append(.space(mu: atom.gapBefore)) }
      pieces.append(atom.element(in: style))
      if let gap = atom.gapApplied {
        pieces.append(.sign("\u{2061}", gap > 0 ? [Markup.Attribute("rspace", Spacing.ems(gap))] : []))
      }
    }
    return pieces
  }
}
