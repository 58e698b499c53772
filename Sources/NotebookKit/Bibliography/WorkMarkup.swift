import Diagnostics
import Formulas
import Markup

extension Work {
  /// The work as a reference list shows it: authors, year, title, where it appeared, and a link.
  func markup(year: String) -> Markup {
    var parts: [Markup] = []
    let people = authors.isEmpty ? editors : authors
    if !people.isEmpty {
      let role = authors.isEmpty ? editors.count > 1 ? " (Eds.)" : " (Ed.)" : ""
      parts.append(.text("\(Self.list(people, hasMore: hasMoreAuthors))\(role) (\(year)). "))
    }
    if !title.isEmpty {
      let text = Self.withFormulas(title)
      parts.append(container == nil ? .tag("cite", [:], text) : .group(text))
      if let edition { parts.append(.text(" (\(Self.ordinal(edition)) ed.)")) }
      parts.append(.text(title.last.map { "?!.".contains($0) } == true && edition == nil ? " " : ". "))
    }
    if people.isEmpty { parts.append(.text("(\(year)). ")) }
    parts += appearance
    if let link {
      parts.append(.tag("a", ["href": link], .text(link.hasPrefix("https://doi.org/") ? "doi:\(doi ?? "")" : link)))
    }
    return .group(parts)
  }

  /// The journal with volume and pages, or the publisher.
  private var appearance: [Markup] {
    var parts: [Markup] = []
    if let container {
      let isPart = issue == nil && volume == nil && publisher != nil
      parts.append(.text(isPart ? "In " : ""))
      parts.append(.tag("cite", [:], .text(container)))
      if let volume { parts.append(.text(", \(volume)")) }
      if let issue { parts.append(.text(volume == nil ? ", \(issue)" : "(\(issue))")) }
      if let pages { parts.append(.text(", \(pages)")) }
      parts.append(.text(". "))
    } else if let pages {
      parts.append(.text("Pages \(pages). "))
    }
    if let publisher { parts.append(.text("\(publisher). ")) }
    return parts
  }

  private var link: String? {
    if let doi { return "https://doi.org/\(doi)" }
    guard let url, url.hasPrefix("https://") || url.hasPrefix("http://") else { return nil }
    return url
  }

  private static func list(_ names: [Name], hasMore: Bool) -> String {
    var texts = names.map(\.listed)
    if hasMore { return texts.joined(separator: ", ") + ", et al." }
    // More names than anybody reads.
    if texts.count > 20 { return texts.prefix(19).joined(separator: ", ") + ", … " + (texts.last ?? "") }
    guard texts.count > 1, let last = texts.popLast() else { return texts.joined() }
    return texts.joined(separator: ", ") + " & " + last
  }

  private static func ordinal(_ edition: String) -> String {
    guard let number = Int(edition) else { return edition }
    switch (number % 10, number % 100) {
    case (1, let rest) where rest != 11: return "\(number)st"
    case (2, let rest) where rest != 12: return "\(number)nd"
    case (3, let rest) where rest != 13: return "\(number)rd"
    default: return "\(number)th"
    }
  }

  /// A text whose `$...$` are formulas.
  private static func withFormulas(_ text: String) -> [Markup] {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count > 2, parts.count % 2 == 1 else { return [.text(text)] }
    return parts.enumerated().map { index, part in
      index % 2 == 0
        ? .text(String(part)) : Formula(tex: Fragment(String(part), path: "bibliography"), isDisplay: false).math
    }
  }
}

extension Work.Name {
  /// `Huxley, A. F.`
  fileprivate var listed: String {
    let initials = given.split(separator: " ").flatMap { word -> [String] in
      // `A.F.` are two initials, `Jean-Paul` is `J.-P.`
      let parts = word.split(separator: ".", omittingEmptySubsequences: true)
      return parts.map { part in
        part.split(separator: "-").compactMap(\.first).map { "\($0)." }.joined(separator: "-")
      }
    }
    return initials.isEmpty ? family : "\(family), \(initials.joined(separator: "\u{A0}"))"
  }
}
