import Diagnostics

/// Lines of a block with mistakes of their own: what they would have given is not missed as well.
struct BrokenLines {
  private let lines: [String]

  init(_ mistakes: [Diagnostic]) {
    lines = mistakes.filter { $0.severity == .error && Self.missing($0) == nil }.compactMap { $0.location?.lineText }
  }

  /// Those that are not about a name that stands in one of the lines.
  func left(of diagnostics: [Diagnostic]) -> [Diagnostic] {
    diagnostics.filter { diagnostic in
      guard let name = Self.missing(diagnostic), let own = diagnostic.location?.lineText else { return true }
      // What has no initial value is told at the end of those that have, and may stand behind a mistake there.
      let isWithout = if case .missingInitial = diagnostic.subject { true } else { false }
      return !lines.contains { (isWithout || $0 != own) && $0.names.contains(name[...]) }
    }
  }

  /// The name that a message says is not there, or not used.
  private static func missing(_ diagnostic: Diagnostic) -> String? {
    if case .unknownFunction = diagnostic.subject { return nil }
    return diagnostic.subject?.name
  }
}

extension String {
  /// What may be names in a formula or a line of a block.
  var names: [Substring] { split { !$0.isLetter && !$0.isNumber && $0 != "_" } }
}
