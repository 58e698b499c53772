package import Diagnostics

/// The works that a notebook may cite, from its BibTeX and CSL-JSON files.
package struct Bibliography: Sendable {
  package let works: [String: Work]
  /// Whether the notebook names a bibliography at all.
  package let isGiven: Bool
  package let files: [ReadFile]

  static func read(_ names: [Fragment], _ surroundings: Surroundings) -> (Bibliography, [Diagnostic]) {
    var works: [String: Work] = [:]
    var files: [ReadFile] = []
    var diagnostics: [Diagnostic] = []
    for name in names {
      let bytes: [UInt8]
      do throws(Files.Failure) { bytes = try surroundings.read(name.text, in: name.source) } catch {
        diagnostics.append(.error("\(error.message): '\(name.text)'", at: name.location, hint: error.hint))
        continue
      }
      files.append(ReadFile(path: surroundings.path(name.text, in: name.source), bytes: bytes))
      let source = Source(path: surroundings.shown(name.text, in: name.source), bytes: bytes)
      if let mistake = source.encodingMistake {
        diagnostics.append(mistake)
        continue
      }
      let isJSON = bytes.first { $0 > 0x20 } == UInt8(ascii: "[")
      let (found, mistakes) = isJSON ? CSLReader.read(source) : BibTeXReader.read(source)
      diagnostics += mistakes
      for work in found {
        if let earlier = works[work.key] {
          diagnostics.append(
            .error(
              "the key '\(work.key)' is given twice", at: work.location,
              notes: [Diagnostic.Note("first here", at: earlier.location)]))
        } else {
          works[work.key] = work
        }
      }
    }
    return (Bibliography(works: works, isGiven: !names.isEmpty, files: files), diagnostics)
  }
}

/// A book, an article, a report: what a reference list says of it. All texts are plain, `$...$` in titles apart.
package struct Work: Sendable {
  package struct Name: Sendable, Equatable {
    /// Of the family or the institution.
    package var family: String
    package var given: String
  }

  package let key: String
  package let location: Location
  /// `book`, `article` ...
  package var kind = ""
  package var authors: [Name] = []
  /// Whether the list of authors ends with "and others".
  package var hasMoreAuthors = false
  package var editors: [Name] = []
  package var year: String?
  package var title = ""
  /// The journal, the proceedings, or the book that it is a chapter of.
  package var container: String?
  package var volume: String?
  package var issue: String?
  package var pages: String?
  package var edition: String?
  package var publisher: String?
  package var doi: String?
  package var url: String?

  init(key: String, location: Location) {
    self.key = key
    self.location = location
  }
}
