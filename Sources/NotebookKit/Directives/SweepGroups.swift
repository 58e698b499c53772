import Diagnostics

extension ArgumentKind where Value == [[Fragment]] {
  /// A list of names, or a list of such lists.
  static let groupsOfNames = ArgumentKind(
    "a list of names, or a list of such lists", .list(.either(.text, .list(.text)))
  ) {
    value, reading in
    guard let items = reading.items(value) else { return nil }
    let groups = items.map { reading.isList($0) ? reading.items($0) ?? [] : [$0] }
    let names = groups.map { group in group.compactMap { reading.text($0, expected: "a name") } }
    let hasGroups = items.contains { reading.isList($0) }
    return hasGroups ? names : [names.flatMap { $0 }]
  }
}

extension ArgumentReading {
  fileprivate func isList(_ value: BodyValue) -> Bool {
    switch value {
    case .list: true
    case .text(let fragment): FlowText.list(fragment) != nil
    default: false
    }
  }
}

extension SweepKeys {
  /// The groups of axes that are taken together, by their places; nothing where they cannot be.
  ///
  /// - Parameter axes: of the variations, in their order.
  static func together(
    _ arguments: Arguments, _ variations: [Variation], _ axes: [SweepFacts.Axis], _ planning: inout Planning
  ) -> [[Int]]? {
    guard let groups = arguments[together] else { return arguments.isMentioned(together) ? nil : [] }
    var found: [[Int]] = []
    for names in groups {
      guard
        let group = group(
          names, arguments.location(of: together), variations, axes, taken: Set(found.joined()), &planning)
      else { return nil }
      found.append(group)
    }
    return found
  }

  private static func group(
    _ names: [Fragment], _ place: Location, _ variations: [Variation], _ axes: [SweepFacts.Axis], taken: Set<Int>,
    _ planning: inout Planning
  ) -> [Int]? {
    var found: [Int] = []
    for name in names {
      guard let index = axes.firstIndex(where: { $0.name == name.text }) else {
        planning.fail(
          "'\(name.text)' does not vary", at: name.location,
          hint: Spelling.hint(name.text, among: axes.map(\.name)) ?? "give it a list under 'vary'")
        return nil
      }
      guard !found.contains(index), !taken.contains(index) else {
        planning.fail("'\(name.text)' is named twice", at: name.location, hint: "name it once")
        return nil
      }
      found.append(index)
    }
    guard let first = found.first, found.count > 1 else {
      planning.fail(
        "together are two or more", at: place,
        hint: "write 'together: [a, b]', with names that stand under 'vary'")
      return nil
    }
    for index in found.dropFirst() where axes[index].values.count != axes[first].values.count {
      planning.fail(
        "'\(axes[index].name)' has \(counted(axes[index])), and '\(axes[first].name)' has \(axes[first].values.count)",
        at: variations[index].place,
        hint: "what varies together has lists of one length; without 'together' each value goes with each")
      return nil
    }
    return found
  }

  private static func counted(_ axis: SweepFacts.Axis) -> String {
    axis.values.count == 1 ? "1 value" : "\(axis.values.count) values"
  }
}
