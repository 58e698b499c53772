package import Diagnostics
import Expressions

/// What stands between `---` lines at the top of a notebook.
package struct FrontMatter: Sendable {
  package var title: Prose?
  package var authors: [Fragment] = []
  package var date: Fragment?
  package var abstract: Prose?
  package var language = "en"
  package var seed = 0
  package var parameters = NotebookParameters()
  package var isSmart = true
  package var numbersSections = false
  /// Files of BibTeX or CSL-JSON.
  package var bibliography: [Fragment] = []
  /// The path of the author's style sheet.
  package var theme: Fragment?
  package var limits = Limits()

  package init() {}

  /// The keys, as the checker and the reference page see them.
  package static let keys: [any AnyParameter] = [
    title, author, date, abstract, params, seed, lang, smart, numberSections, bibliographyFiles, theme, limits,
  ]

  private static let title = Parameter("title", .prose, "the page's title")
  private static let author = Parameter("author", .names, "one author, or a list of them")
  private static let date = Parameter("date", .line, "printed as it is written")
  private static let abstract = Parameter("abstract", .prose, "a paragraph under the title")
  private static let params = Parameter(
    "params", .items("names with a value each"),
    "parameters: `params.x` in blocks, `{{ params.x }}` in prose, `-P x=1` on the command line")
  private static let seed = Parameter("seed", .integer(0...Int.max), "where random draws begin", standard: 0, "0")
  private static let lang = Parameter(
    "lang", .language,
    "the language of the prose, for hyphenation, screen readers, quotation marks, and words such as \"Figure 3\": de, en, es, fr, it, nl and pt have their own",
    standard: "en", "en")
  private static let smart = Parameter(
    "smart", .flag, "whether \"quotes\" and -- become typographic", standard: true, "yes")

  private static let numberSections = Parameter(
    "number-sections", .flag, "whether headings are numbered, and `@label` becomes \"Section 2.1\"", standard: false,
    "no")
  private static let bibliographyFiles = Parameter(
    "bibliography", .names,
    "a BibTeX (`.bib`) or CSL-JSON (`.json`) file, or a list of them: `[@key, p. 3]` in prose cites its entries, and those cited are listed at the end"
  )
  private static let theme = Parameter(
    "theme", .line,
    "a CSS file whose rules come after the page's own; its variables `--paper`, `--ink`, `--link`, `--text`, `--plot-1` ... are the simplest to set"
  )

  private static let limits = Parameter(
    "limits", .limits,
    "how much the notebook may take, `{steps: 1e7, memory: 2 GB}`; `--limit steps=1e7` on the command line goes over it: "
      + Limits.Name.allCases.map { "`\($0.rawValue)` (\($0.meaning), \($0.text(Double($0.standard))))" }
      .joined(separator: ", ")
  )

  /// The line of the dashes that the front matter begins with: the first, or one behind blank lines alone where a key follows,
  /// since dashes by themselves are a line across the page.
  private static func firstLine(of source: Source) -> Int? {
    guard let first = (0..<source.lineCount).first(where: { !source.line($0).trimmingEnd.isEmpty }),
      source.line(first).trimmingEnd == "---"
    else { return nil }
    let next = first + 1 < source.lineCount ? source.line(first + 1) : ""
    return first == 0 || keys.contains { next.hasPrefix($0.name + ":") } ? first : nil
  }

  /// Reads the block and says where the prose begins.
  static func read(_ source: Source, _ diagnostics: inout [Diagnostic]) -> (matter: FrontMatter, firstLine: Int) {
    var matter = FrontMatter()
    guard let first = firstLine(of: source) else { return (matter, 0) }
    var end: Int?
    for index in first + 1..<max(first + 1, source.lineCount)
    where ["---", "..."].contains(source.line(index).trimmingEnd) {
      end = index
      break
    }
    guard let end else {
      diagnostics.append(
        .error(
          "the front matter is never closed", at: Location(source: source, line: first + 1),
          hint: "end it with a line '---'"))
      return (matter, source.lineCount)
    }
    guard end > first + 1 else { return (matter, end + 1) }
    let fragment = Fragment(source: source, lines: (first + 1..<end).map(source.lineRange))
    let (body, found) = BodyParser.parse(fragment)
    diagnostics += found
    let checker = ArgumentChecker(what: "the front matter", parameters: keys)
    var reading = ArgumentReading(directive: "front matter", parameters: NotebookParameters(), labels: [:])
    let arguments = checker.read(body, label: nil, location: fragment.location, &reading)
    diagnostics += reading.diagnostics
    matter.title = arguments[title]
    matter.authors = arguments[author] ?? []
    matter.date = arguments[date]
    matter.abstract = arguments[abstract]
    matter.seed = arguments[seed] ?? 0
    matter.language = arguments[lang] ?? "en"
    matter.isSmart = arguments[smart] ?? true
    matter.numbersSections = arguments[numberSections] ?? false
    matter.bibliography = arguments[bibliographyFiles] ?? []
    matter.theme = arguments[theme]
    matter.limits = arguments[limits] ?? Limits()
    for item in arguments[params] ?? [] {
      matter.parameters.add(item.name.text, item.value)
      if let mistake = MistakenQuantity.warning(item.value) { diagnostics.append(mistake) }
    }
    return (matter, end + 1)
  }
}

extension String {
  var trimmingEnd: Substring {
    var text = self[...]
    while let last = text.last, last == " " || last == "\t" || last.isNewline { text.removeLast() }
    return text
  }
}
