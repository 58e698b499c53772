import Diagnostics

/// `9.81 m/s^2` where `s` is a state: metres per square second, or metres over the square of the state? The parser takes it for
/// the state; where the unit makes as good sense, the author is asked.
extension Written {
  /// The formula with units of several parts read as such, `1000 mg/g`, and the author asked where they may be names.
  ///
  /// - Parameter names: those that stand for something.
  func joiningUnits(besides names: Set<String>, _ diagnostics: inout [Diagnostic]) -> Written {
    let joined = Written(expression.joiningUnits(besides: names), fragment)
    if let mistake = joined.unitOrName(besides: names) { diagnostics.append(mistake) }
    return joined
  }

  private func unitOrName(besides names: Set<String>) -> Diagnostic? {
    for part in expression.parts(where: { $0.isDivided }) {
      guard case .binary(_, let left, let right) = part.node, let literal = left.lastLiteral,
        case .quantity(_, let unit) = literal.node,
        let name = right.symbols.sorted().first(where: { names.contains($0) }),
        let below = right.unit(besides: []), below.isUsual(below: unit),
        // A parenthesis between them says it.
        !fragment.slice(literal.range.lowerBound..<right.range.lowerBound).text.contains(")")
      else { continue }
      let whole = fragment.slice(part.range).text
      let number = fragment.slice(left.range).text
      return .error(
        "'\(whole)' can be read in two ways: '\(name)' is a unit, and a name here", at: fragment.location(part.range),
        hint:
          "where it is the unit, call '\(name)' something else, or name the quantity under the 'parameters' of a model; where it is '\(name)', write '(\(number))/\(fragment.slice(right.range).text)'"
      )
    }
    return nil
  }
}

extension Expression {
  fileprivate var isDivided: Bool { if case .binary(.divide, _, _) = node { true } else { false } }
}

extension Unit {
  /// Whether so much per this unit is a usual thing to say: speeds, rates, stiffnesses and concentrations are.
  fileprivate func isUsual(below unit: Unit) -> Bool {
    let isTime = dimension[0] > 0 && dimension.dropFirst().allSatisfy { $0 == 0 }
    func isLength(_ unit: Unit) -> Bool {
      unit.dimension[1] != 0 && unit.dimension.enumerated().allSatisfy { $0 == 1 || $1 == 0 }
    }
    return isTime || isLength(self) && !isLength(unit)
  }
}
