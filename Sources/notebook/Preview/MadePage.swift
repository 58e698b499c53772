import Foundation
import NotebookKit

/// What making a page for a preview came to: handed from the process that made it to the one that serves it.
struct MadePage: Codable, Sendable {
  /// A file that the page depends on.
  struct Input: Codable, Sendable {
    let path: String
    let state: State

    enum State: Codable, Sendable, Equatable {
      /// With the digest of the bytes that were read.
      case read(String)
      case missing
      case unreadable
    }
  }

  /// The page; nothing if the notebook cannot be read at all.
  var html: String?
  /// The page's place in the list of several.
  var entry: IndexPage.Entry?
  var anchors: [PageAnchor] = []
  var inputs: [Input] = []
  /// What went wrong, as the terminal shows it.
  var messages: [String] = []
  /// Why there is no page.
  var note: String?
}

/// One line from the process that makes a page to the one that serves it.
enum PreviewLine: Codable, Sendable {
  case progress(RunProgress)
  case made(MadePage)

  /// Losses may be infinite.
  private static let words = (infinity: "inf", negative: "-inf", nan: "nan")

  var text: String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .withoutEscapingSlashes
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: Self.words.infinity, negativeInfinity: Self.words.negative, nan: Self.words.nan)
    return (try? encoder.encode(self)).map { String(decoding: $0, as: UTF8.self) + "\n" }
  }

  init?(_ line: some Collection<UInt8>) {
    let decoder = JSONDecoder()
    decoder.nonConformingFloatDecodingStrategy = .convertFromString(
      positiveInfinity: Self.words.infinity, negativeInfinity: Self.words.negative, nan: Self.words.nan)
    guard let read = try? decoder.decode(PreviewLine.self, from: Data(line)) else { return nil }
    self = read
  }
}
