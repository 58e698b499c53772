/// The results that a page shows, as it embeds them: what was computed, from what, by which version of the tool.
///
/// Numbers have all their digits. Figures are not among them: their values stand in the page as files, which are named here.
struct PageResults: Sendable, Equatable {
  enum Cell: Sendable, Equatable {
    case number(Double)
    case text(String)
    /// No value, and why.
    case none(String)
  }

  struct Column: Sendable, Equatable {
    let name: String
    let unit: String?
  }

  struct Table: Sendable, Equatable {
    let columns: [Column]
    let rows: [[Cell]]
  }

  /// What one block of the notebook showed.
  struct Block: Sendable, Equatable {
    /// The label, or the directive and the block's place among those of the same directive without one: `compare 2`.
    let name: String
    let directive: String
    let tables: [Table]
    /// Summaries, notes, and checks that held.
    let texts: [String]
  }

  /// `{{ expression }}` of the prose.
  struct Printed: Sendable, Equatable {
    let expression: String
    /// As the page prints it; nothing where it could not be computed.
    let text: String?
    let numbers: [Double]
  }

  /// Comma-separated values of a figure.
  struct File: Sendable, Equatable {
    /// The label of the result, or the name of the block that draws what is no single result.
    let name: String
    let block: String
    /// The id of the link that holds it.
    let id: String
  }

  struct Setting: Sendable, Equatable {
    let name: String
    let value: String
  }

  let tool: String
  /// The digest of all that the page was made of.
  let source: String
  /// Parameters, seed and variant.
  let settings: [Setting]
  let blocks: [Block]
  let printed: [Printed]
  let files: [File]
}
