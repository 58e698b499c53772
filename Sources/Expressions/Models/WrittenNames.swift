/// Named sub-expressions and inputs as they are written, where the equations have them with modes in their place: a condition has
/// to see a value that jumps on both sides of the jump.
struct WrittenNames {
  /// By names that no author can write.
  private(set) var definitions: [String: Expression] = [:]
  private var isHeld: [String: Bool] = [:]

  /// - Parameters:
  ///   - written: by name, as written.
  ///   - held: the same with modes in them.
  init(_ written: [String: Expression], _ held: [String: Expression]) {
    func find(_ name: String, _ isHeld: inout [String: Bool]) -> Bool {
      if let known = isHeld[name] { return known }
      guard let expression = written[name] else { return false }
      isHeld[name] = false
      let found = held[name] != expression || expression.symbols.contains { find($0, &isHeld) }
      isHeld[name] = found
      return found
    }
    for name in written.keys { _ = find(name, &isHeld) }
    for (name, expression) in written where isHeld[name] ?? false {
      definitions[Self.name(name)] = self.expression(expression)
    }
  }

  /// The same over what is written.
  func expression(_ expression: Expression) -> Expression {
    expression.substituting { (isHeld[$0] ?? false) ? .symbol(Self.name($0)) : nil }
  }

  private static func name(_ name: String) -> String { "written \(name)" }
}
