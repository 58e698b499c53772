package import Diagnostics

/// One `key: value` of a directive's body or of the front matter.
package struct Entry: Sendable {
  package let key: Fragment
  package let value: BodyValue
  package init(key: Fragment, value: BodyValue) {
    self.key = key
    self.value = value
  }
}

/// What stands behind a key. A value on one line is its raw text: it gets a type only from the key that reads it, so a
/// caption may begin with a bracket and `no` is a word until a key asks for yes or no.
package indirect enum BodyValue: Sendable {
  /// The rest of the line, without quotes around it; flow lists and mappings too, until they are read as such.
  case text(Fragment)
  /// The lines of a `|` block, without their indentation.
  case block(Fragment)
  case mapping([Entry], Location)
  case list([BodyValue], Location)
  case nothing(Location)

  package var location: Location {
    switch self {
    case .text(let fragment), .block(let fragment): fragment.location
    case .mapping(_, let location), .list(_, let location), .nothing(let location): location
    }
  }

  var isList: Bool { if case .list = self { true } else { false } }

  /// With what was read below it: more entries of a mapping, more items of a list.
  func followed(by other: BodyValue) -> BodyValue {
    switch (self, other) {
    case (.mapping(let first, let place), .mapping(let second, _)): .mapping(first + second, place)
    case (.list(let first, let place), .list(let second, _)): .list(first + second, place)
    default: self
    }
  }

  /// The raw text, where it is one.
  package var fragment: Fragment? {
    switch self {
    case .text(let fragment), .block(let fragment): fragment
    default: nil
    }
  }
}
