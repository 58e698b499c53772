package import Diagnostics
import Expressions

/// The place where a directive's arguments are read: what names mean there, and the mistakes found.
package struct ArgumentReading {
  package let directive: String
  package let parameters: NotebookParameters
  /// Every label of the notebook and what it stands for.
  package let labels: [String: ResultKind]
  /// The labels of blocks that may find numbers of a model.
  package var fits: Set<String> = []
  /// The label of the block that is read.
  package var ownLabel: String?
  package var diagnostics: [Diagnostic] = []
  /// The key whose value is being read, for messages.
  package var currentKey = "value"
  /// The labels that the arguments name, in order.
  package var references: [LabelReference] = []
  /// Where they do, each time.
  var naming = LabelNaming()

  package init(directive: String, parameters: NotebookParameters, labels: [String: ResultKind]) {
    self.directive = directive
    self.parameters = parameters
    self.labels = labels
  }

  package mutating func fail(_ message: String, at location: Location, hint: String? = nil) {
    diagnostics.append(.error(message, at: location, hint: hint))
  }

  /// The value, or what the parameter that it names stands for.
  package mutating func resolved(_ value: BodyValue) -> BodyValue? {
    guard case .text(let fragment) = value, fragment.text.hasPrefix("params.") else { return value }
    let name = String(fragment.text.dropFirst("params.".count))
    guard name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }) else { return value }
    guard let parameter = parameters[name] else {
      fail(
        "the notebook has no parameter '\(name)'", at: fragment.location,
        hint: Spelling.help(name, among: parameters.names) ?? "parameters are given under 'params' in the front matter")
      return nil
    }
    return .text(parameter.value)
  }

  /// One line of text, after parameters.
  package mutating func text(_ value: BodyValue, expected: String) -> Fragment? {
    guard let value = resolved(value) else { return nil }
    switch value {
    case .text(let fragment): return fragment
    case .block(let fragment): return fragment
    case .nothing(let location): fail("expected \(expected)", at: location, hint: "write it behind the colon")
    case .list(_, let location), .mapping(_, let location):
      fail("expected \(expected), not a list or block", at: location)
    }
    return nil
  }

  /// The items of a list: `[a, b]`, `- a` lines, or a single value.
  package mutating func items(_ value: BodyValue) -> [BodyValue]? {
    guard let value = resolved(value) else { return nil }
    switch value {
    case .list(let items, _): return items
    case .text(let fragment):
      if let items = FlowText.list(fragment) {
        if !items.isEmpty { return items.map { .text($0) } }
        fail("the list is empty", at: fragment.location, hint: "write what belongs in it, or leave out the key")
        return nil
      }
      if fragment.text.hasPrefix("[") {
        fail("'[' is never closed", at: fragment.slice(0..<1).location)
        return nil
      }
      return [value]
    case .nothing(let location):
      fail("expected a list", at: location, hint: "write [a, b], or lines beginning with '- '")
      return nil
    case .block, .mapping: return [value]
    }
  }

  /// The entries of a mapping: `{key: value}` or nested `key: value` lines.
  package mutating func entries(_ value: BodyValue, expected: String, hint: String? = nil) -> [Entry]? {
    guard let value = resolved(value) else { return nil }
    let hint =
      hint ?? BodyAdvice.assignments(value)
      ?? "write {name: value}, or 'name: value' lines below the key"
    switch value {
    case .mapping(let entries, _): return entries
    case .text(let fragment):
      if let entries = FlowText.mapping(fragment, &diagnostics) { return entries }
      if fragment.text.hasPrefix("{") {
        fail("'{' is never closed", at: fragment.slice(0..<1).location)
      } else {
        fail("expected \(expected)", at: fragment.location, hint: hint)
      }
    case .nothing, .block, .list:
      fail("expected \(expected)", at: value.location, hint: hint)
    }
    return nil
  }
}

/// A label that an argument names, and where.
package struct LabelReference: Sendable, Equatable {
  package let label: String
  package let location: Location
  package init(label: String, location: Location) {
    self.label = label
    self.location = location
  }

  /// The label of the block: of `f.low`, which is a part of its result, it is `f`.
  package var owner: String { String(label.prefix { $0 != "." }) }

  /// The name of the part, where it is one.
  package var part: String? { owner == label ? nil : String(label.dropFirst(owner.count + 1)) }
}

/// Where the arguments of a block name labels, each time: for editors, which rename them.
struct LabelNaming: Sendable {
  /// Labels alone, with a sign before them or not.
  var places: [LabelReference] = []
  /// Labels that ask for one part of a result, as `f.low`; and labels of those that may have parts.
  var wholes: [LabelReference] = []
  /// Of these what stands for a model, and is a fit.
  var fits: [LabelReference] = []
  /// Formulas, with the names of the block's own that are no labels in them.
  var formulas: [(formula: Written, own: [String])] = []
}

/// What a labelled directive leaves for others.
package enum ResultKind: String, Sendable {
  case model
  /// States over time: solves, trained networks.
  case trajectory
  case data
  /// A grid of measured solves.
  case sweep
  /// The spikes of many neurons.
  case population
  case values
  case table
  case figure
  case check

  var name: String {
    switch self {
    case .model: "a model"
    case .trajectory: "a solve"
    case .data: "data"
    case .sweep: "a sweep"
    case .population: "a network"
    case .values: "a list of values"
    case .table: "a table"
    case .figure: "a figure"
    case .check: "a check"
    }
  }
}
