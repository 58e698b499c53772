import Diagnostics
import Dynamics
import Expressions

/// Keys that stand under a name of the author's own; nothing where the word `none` does.
struct NamedArguments: Sendable {
  let name: Fragment
  let arguments: Arguments?
}

extension ArgumentKind where Value == [NamedArguments] {
  /// Names, each with keys of its own.
  static func named(_ title: String, _ what: String, _ parameters: [any AnyParameter]) -> ArgumentKind {
    ArgumentKind(title, .mapping([], others: .either(.keys(parameters), .word([.init("none")])))) { value, reading in
      guard let entries = reading.entries(value, expected: title) else { return nil }
      return entries.compactMap { entry in
        if entry.value.fragment?.text == "none" { return NamedArguments(name: entry.key, arguments: nil) }
        return ArgumentKind<Arguments>.arguments(title, what, parameters).read(entry.value, &reading).map {
          NamedArguments(name: entry.key, arguments: $0)
        }
      }
    }
  }
}

extension ArgumentKind where Value == Arguments {
  /// Keys with their values.
  static func arguments(_ title: String, _ what: String, _ parameters: [any AnyParameter]) -> ArgumentKind {
    ArgumentKind(title, .keys(parameters)) { value, reading in
      guard let entries = reading.entries(value, expected: "the keys of \(what)") else { return nil }
      return ArgumentChecker(what: what, parameters: parameters).read(
        .mapping(entries, value.location), label: nil, location: value.location, &reading)
    }
  }
}

extension ArgumentKind where Value == Quantity {
  static let quantity = ArgumentKind("a number with its unit", .number) { value, reading in
    reading.number(value, expected: "a number with its unit")
  }
}

extension ArgumentForm {
  fileprivate static func keys(_ parameters: [any AnyParameter]) -> ArgumentForm {
    .mapping(parameters.map { Field($0.name, $0.form, $0.meaning) }, others: nil)
  }
}

/// What is said under one name by a published network and then by the author, who has the last word.
struct LayeredArguments {
  let name: Fragment
  var layers: [Arguments]

  /// The last layer that mentions one of the keys.
  func last(mentioning keys: [any AnyParameter]) -> Arguments? {
    layers.last { layer in keys.contains { layer.isMentioned($0) } }
  }

  subscript<Value>(_ key: Parameter<Value>) -> Value? { (last(mentioning: [key]) ?? layers.last)?[key] }

  func isMentioned(_ key: any AnyParameter) -> Bool { last(mentioning: [key]) != nil }

  /// Where the key stands, or the whole where it is not given.
  func location(of key: any AnyParameter) -> Location {
    last(mentioning: [key])?.place(of: key) ?? layers.last?.location ?? name.location
  }

  /// Items of all layers, a later one in place of an earlier one of the same name.
  func items(_ key: Parameter<[ModelLayer.Item]>) -> [ModelLayer.Item] {
    var items: [ModelLayer.Item] = []
    for layer in layers {
      let own = layer[key] ?? []
      items = items.filter { item in !own.contains { $0.name.text == item.name.text } } + own
    }
    return items
  }

  /// Names that are dropped, and that no layer before has.
  static func missing(_ layers: [[NamedArguments]]) -> [(name: Fragment, known: [String])] {
    var known: [String] = []
    var missing: [(name: Fragment, known: [String])] = []
    for item in layers.joined() {
      if item.arguments == nil {
        if !known.contains(item.name.text) { missing.append((item.name, known)) }
        known.removeAll { $0 == item.name.text }
      } else if !known.contains(item.name.text) {
        known.append(item.name.text)
      }
    }
    return missing
  }

  /// The names of all layers in the order in which they first came, without those that were dropped.
  static func stacked(_ layers: [[NamedArguments]]) -> [LayeredArguments] {
    var all: [LayeredArguments] = []
    for item in layers.joined() {
      let index = all.firstIndex { $0.name.text == item.name.text }
      switch (item.arguments, index) {
      case (nil, let index?): all.remove(at: index)
      case (nil, nil): break
      case (let arguments?, let index?):
        all[index] = LayeredArguments(name: item.name, layers: all[index].layers + [arguments])
      case (let arguments?, nil): all.append(LayeredArguments(name: item.name, layers: [arguments]))
      }
    }
    return all
  }
}
