import Diagnostics
import Dynamics
import Expressions
import Markup

/// What an axis shows, as an author gives it: `v: -70 to 40`.
extension NumberList {
  /// The interval that an author gave for what is called `name`, in its unit.
  func range(of name: Fragment, in unit: Unit?, _ planning: inout Planning) -> ClosedRange<Double>? {
    guard values.count == 2 else {
      planning.fail("a range has two ends", at: name.location, hint: "write '\(name.text): 0 to 100'")
      return nil
    }
    if let given = self.unit, unit.map({ !$0.measuresSame(as: given) }) ?? true {
      planning.fail(
        "'\(name.text)' is not in \(given.text)", at: name.location,
        hint: unit.map { "it is in \($0.text)" } ?? "it has no unit")
      return nil
    }
    let ends = magnitudes(in: unit)
    guard ends[0] < ends[1] else {
      planning.fail("a range goes from the lower end to the higher", at: name.location, hint: "turn its ends round")
      return nil
    }
    return ends[0]...ends[1]
  }
}

extension ArgumentKind where Value == [(name: Fragment, list: NumberList)] {
  /// Ranges by the name of what they limit.
  static let ranges = ArgumentKind("ranges by name", .mapping([], others: .numbers)) { value, reading in
    guard let entries = reading.entries(value, expected: "ranges by name, such as {v: -70 to 40}") else { return nil }
    return entries.compactMap { entry in NumberList.read(entry.value, &reading).map { (entry.key, $0) } }
  }
}
