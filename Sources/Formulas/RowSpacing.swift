/// What a row knows about its pieces only once they are all there: which operators stand alone, and the space between.
extension Row {
  /// Makes ordinary the binary operators that have no operand on one side (TeXbook, appendix G, rules 5 and 6).
  func settleKinds(_ atoms: inout [Atom]) {
    var last: Int?
    for index in atoms.indices where atoms[index].kind != .space {
      let before = last.map { atoms[$0].kind } ?? (followsOperand ? .ordinary : .opening)
      switch atoms[index].kind {
      case .binary where [.operation, .binary, .relation, .opening, .punctuation].contains(before):
        atoms[index].makeOrdinary()
      case .relation, .closing, .punctuation:
        if let last, before == .binary { atoms[last].makeOrdinary() }
      default: break
      }
      if last == nil, let sign = atoms[index].sign, [.binary, .relation].contains(atoms[index].kind) {
        atoms[index].nucleus = .sign(sign.between)
      }
      last = index
    }
    if let last, atoms[last].kind == .binary { atoms[last].makeOrdinary() }
  }

  /// Gives each gap to the operator beside it, or to an element of its own where there is none.
  func settleGaps(_ atoms: inout [Atom]) {
    var last: Int?
    var style = style
    var switches = switches[...]
    for index in atoms.indices where atoms[index].kind != .space {
      while let next = switches.first, next.index <= index {
        style = next.style
        switches.removeFirst()
      }
      let isScript = style.isScript
      guard let before = last else {
        if followsOperand { atoms[index].takeGap(Spacing.between(.ordinary, atoms[index].kind, isScript: isScript)) }
        last = index
        continue
      }
      let isBarAfterName = atoms[before].kind == .operation && atoms[index].beginsWithBar
      let gap =
        isBarAfterName
        ? Spacing.thin : Spacing.between(atoms[before].kind, atoms[index].kind, isScript: isScript)
      let isApplied = atoms[before].isFunction && atoms[index].kind.isOperand
      if isApplied { atoms[before].gapApplied = 0 }
      switch (atoms[before].sign, atoms[index].sign) {
      case (let left?, let right?):
        let natural = (left.naturalRight ?? 0) + (right.naturalLeft ?? 0)
        let isSpacedItself = [.binary, .relation].contains(atoms[index].kind)
        if abs(natural - gap) <= 1 {
          atoms[before].gapRight = left.naturalRight ?? 0
          atoms[index].gapLeft = right.naturalLeft ?? 0
        } else if isSpacedItself {
          atoms[index].gapLeft = gap
        } else {
          atoms[before].gapRight = gap
        }
      case (_?, nil): atoms[before].gapRight = gap
      case (nil, _?): atoms[index].gapLeft = gap
      case (nil, nil):
        if isApplied { atoms[before].gapApplied = gap } else { atoms[index].gapBefore = gap }
      }
      last = index
    }
    // Space after a comma that ends a row is not seen.
    if let last, let sign = atoms[last].sign, sign.isSeparator { atoms[last].gapRight = sign.naturalRight ?? 0 }
  }
}

extension Atom {
  fileprivate mutating func makeOrdinary() {
    kind = .ordinary
    if let sign { nucleus = .sign(sign.alone) }
  }

  fileprivate mutating func takeGap(_ gap: Int) {
    if sign == nil { gapBefore = gap } else { gapLeft = gap }
  }
}

extension Atom.Kind {
  /// Whether a function can be applied to it.
  fileprivate var isOperand: Bool { [.ordinary, .operation, .opening, .fenced, .inner].contains(self) }
}
