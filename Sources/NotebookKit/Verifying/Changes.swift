/// Two lists side by side: what has the same name stands together, in the order of the new list; what is gone comes last.
struct Changes<Item>: Sequence {
  struct Change {
    /// The name, with a number where it is not the first of this name.
    let key: String
    let old: Item?
    let new: Item?
  }

  private let changes: [Change]

  init(_ old: [Item], _ new: [Item], by name: (Item) -> String) {
    let (oldKeys, newKeys) = (Self.keys(old, by: name), Self.keys(new, by: name))
    let known = Dictionary(zip(oldKeys, old)) { first, _ in first }
    let kept = Set(newKeys)
    changes =
      zip(newKeys, new).map { Change(key: $0, old: known[$0], new: $1) }
      + zip(oldKeys, old).filter { !kept.contains($0.0) }.map { Change(key: $0, old: $1, new: nil) }
  }

  /// The names, told apart.
  static func keys(_ items: [Item], by name: (Item) -> String) -> [String] {
    var counts: [String: Int] = [:]
    return items.map { item in
      let name = name(item)
      counts[name, default: 0] += 1
      return counts[name] == 1 ? name : "\(name) #\(counts[name] ?? 0)"
    }
  }

  func makeIterator() -> some IteratorProtocol<Change> { changes.makeIterator() }
}
