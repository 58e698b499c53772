/// What an author got wrong, where, and what to do about it.
///
/// The message is one line in lower case, with the offending text in quotes and no full stop.
package struct Diagnostic: Error, Sendable, Equatable {
  package enum Severity: String, Sendable, Comparable {
    case warning, error
    package static func < (left: Severity, right: Severity) -> Bool { left == .warning && right == .error }
  }

  /// A second place that explains the first, such as an earlier definition.
  package struct Note: Sendable, Equatable {
    package let message: String
    package let location: Location?
    package init(_ message: String, at location: Location?) {
      self.message = message
      self.location = location
    }
  }

  /// What a message is about, for those that others leave out, or explain: what a broken line would have given is not missed as well.
  package enum Subject: Sendable, Equatable {
    case unknownName(String)
    case unknownFunction(String)
    case missingInitial(String)
    case unusedParameter(String)

    /// The name that is not there, or not used.
    package var name: String {
      switch self {
      case .unknownName(let name), .unknownFunction(let name), .missingInitial(let name), .unusedParameter(let name):
        name
      }
    }
  }

  package var severity: Severity
  package var message: String
  package var location: Location?
  package var hint: String?
  package var notes: [Note]
  package var subject: Subject?

  package init(
    _ severity: Severity = .error, _ message: String, at location: Location?, hint: String? = nil, notes: [Note] = [],
    about subject: Subject? = nil
  ) {
    self.severity = severity
    self.message = message
    self.location = location
    self.hint = hint
    self.notes = notes
    self.subject = subject
  }

  package static func error(
    _ message: String, at location: Location?, hint: String? = nil, notes: [Note] = [], about subject: Subject? = nil
  ) -> Diagnostic {
    Diagnostic(.error, message, at: location, hint: hint, notes: notes, about: subject)
  }

  package static func warning(
    _ message: String, at location: Location?, hint: String? = nil, about subject: Subject? = nil
  ) -> Diagnostic {
    Diagnostic(.warning, message, at: location, hint: hint, about: subject)
  }
}

extension [Diagnostic] {
  package var hasErrors: Bool { contains { $0.severity == .error } }

  /// In the order of the author's file; those without a place first.
  package var inFileOrder: [Diagnostic] {
    enumerated().sorted { left, right in
      let a = left.element.location
      let b = right.element.location
      return (a?.source.path ?? "", a?.range.lowerBound ?? -1, left.offset)
        < (b?.source.path ?? "", b?.range.lowerBound ?? -1, right.offset)
    }.map(\.element)
  }

  /// As many as anybody reads: where a text means harm, or is no notebook, the first ones will do.
  package var bounded: [Diagnostic] {
    let rest = dropFirst(200)
    guard let next = rest.first else { return self }
    let severity: Diagnostic.Severity = rest.contains { $0.severity == .error } ? .error : .warning
    return prefix(200) + [Diagnostic(severity, "and \(rest.count) messages more, from here on", at: next.location)]
  }
}
