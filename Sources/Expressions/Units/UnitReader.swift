/// Products of units, from the left: `J/(mol*K)`.
struct UnitReader {
  var rest: Substring
  private var depth = 0

  init(rest: Substring) { self.rest = rest }

  mutating func product() -> Unit? {
    guard var result = factor() else { return nil }
    while let sign = rest.first, "*·/".contains(sign) {
      rest.removeFirst()
      guard let next = factor() else { return nil }
      result = sign == "/" ? result / next : result * next
    }
    return result
  }

  private mutating func factor() -> Unit? {
    guard var unit = base() else { return nil }
    if rest.first == "^" {
      let digits = rest.dropFirst().prefix { $0.isNumber || $0 == "-" }
      guard let exponent = Int(digits), abs(exponent) <= 9 else { return nil }
      unit = unit.power(exponent)
      rest = rest.dropFirst(1 + digits.count)
    }
    return unit
  }

  private mutating func base() -> Unit? {
    guard rest.first == "(" else {
      let word = rest.prefix { !"*/^·()".contains($0) }
      rest = rest.dropFirst(word.count)
      return word == "1" ? .one : Unit.named(String(word))
    }
    depth += 1
    defer { depth -= 1 }
    rest.removeFirst()
    guard depth < 9, let inner = product(), rest.first == ")" else { return nil }
    rest.removeFirst()
    return inner
  }
}
