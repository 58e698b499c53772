import Diagnostics

/// The works that a notebook cites, and the short names by which its text calls them: author and year.
struct CitedWorks {
  /// Those of this page, in the order of the reference list.
  let list: [Work]
  private let years: [String: String]
  private let bibliography: Bibliography

  /// - Parameters:
  ///   - cited: the keys that this page cites.
  ///   - all: those of the whole notebook, whatever the variant: the letters behind years depend on them.
  init(_ bibliography: Bibliography, cited: Set<String>, all: Set<String>) {
    self.bibliography = bibliography
    let works = all.union(cited).compactMap { bibliography.works[$0] }.sorted {
      Self.order($0).lexicographicallyPrecedes(Self.order($1))
    }
    list = works.filter { cited.contains($0.key) }
    var years: [String: String] = [:]
    for (name, group) in Dictionary(grouping: works, by: { "\(Self.authors($0)) \(Self.year($0))" }) where !name.isEmpty
    {
      for (index, work) in group.enumerated() {
        years[work.key] = Self.year(work) + (group.count > 1 ? Self.letter(index) : "")
      }
    }
    self.years = years
  }

  func has(_ key: String) -> Bool { bibliography.works[key] != nil }

  /// `Hodgkin & Huxley`
  func authors(_ key: String) -> String { bibliography.works[key].map(Self.authors) ?? key }

  /// `1952`, with a letter where several works would be called the same.
  func year(_ key: String) -> String { years[key] ?? bibliography.works[key].map(Self.year) ?? "" }

  /// As it stands in parentheses: `Hodgkin & Huxley, 1952`, or the year alone.
  func inList(_ item: Citation.Item) -> String {
    let key = item.key.text
    return item.isYearAlone ? year(key) : "\(authors(key)), \(year(key))"
  }

  private static func year(_ work: Work) -> String { work.year ?? "n.d." }

  private static func letter(_ index: Int) -> String {
    index < 26 ? String(Character(Unicode.Scalar(UInt8(ascii: "a") + UInt8(index)))) : "-\(index + 1)"
  }

  private static func authors(_ work: Work) -> String {
    let names = work.authors.isEmpty ? work.editors : work.authors
    switch names.count {
    case 0: return work.title.isEmpty ? work.key : "“\(shortened(work.title))”"
    case 1: return names[0].family + (work.hasMoreAuthors ? " et al." : "")
    case 2 where !work.hasMoreAuthors: return "\(names[0].family) & \(names[1].family)"
    default: return "\(names[0].family) et al."
    }
  }

  private static func shortened(_ title: String) -> String {
    let words = title.split(separator: " ")
    return words.count <= 5 ? title : words.prefix(4).joined(separator: " ") + " …"
  }

  /// By authors, then year, then title.
  private static func order(_ work: Work) -> [String] {
    let names = work.authors.isEmpty ? work.editors : work.authors
    return [
      (names.first?.family ?? work.title).lowercased(), names.map { "\($0.family) \($0.given)" }.joined(separator: " "),
      year(work), work.title, work.key,
    ]
  }
}
