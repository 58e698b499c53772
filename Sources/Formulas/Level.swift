/// Something that has been opened and waits for its end: a group, an environment, a command without its arguments.
struct Level: Sendable {
  enum Purpose: Sendable {
    case formula
    case braces
    /// The argument in brackets of `\sqrt`.
    case brackets
    /// A formula between dollar signs in the words of a formula.
    case dollars
    case words(Typeface)
    case fence
    case environment(Environment, [Column])
    case arguments(Construction, command: String)
    case script(isSuperscript: Bool)

    /// Whether it is the signs around an argument, and not a level to a reader.
    var surroundsArgument: Bool {
      switch self {
      case .braces, .brackets: true
      default: false
      }
    }
  }

  /// What ends a level.
  enum Closer: Sendable, Equatable {
    case end, brace, bracket, dollar, right
    case environment(String)
  }

  let purpose: Purpose
  /// The token or tokens that opened it.
  let range: Range<Int>
  let depth: Int
  var alphabet: Alphabet
  /// What has been read: of a table, the cell.
  var row: Row
  /// What has been read of a table besides the cell.
  var table = Table()
  /// The arguments that are complete.
  var arguments: [Row] = []
  var option: Row?
  /// Words that are not yet in the row.
  var words = ""
  /// Whether a message has been given about something that stands in it because its end is missing.
  var isBroken = false

  /// Whether the next thing read is an argument.
  var awaitsArgument: Bool {
    switch purpose {
    case .arguments, .script: true
    default: false
    }
  }

  var typeface: Typeface? {
    guard case .words(let typeface) = purpose else { return nil }
    return typeface
  }

  /// The environment, unless its end is a brace.
  var environment: Environment? {
    guard case .environment(let environment, _) = purpose else { return nil }
    return environment
  }

  var closer: Closer? {
    switch purpose {
    case .formula: .end
    case .braces, .words: .brace
    case .brackets: .bracket
    case .dollars: .dollar
    case .fence: .right
    case .environment(let environment, _):
      environment.name == Environment.substack.name ? .brace : .environment(environment.name)
    case .arguments, .script: nil
    }
  }
}
