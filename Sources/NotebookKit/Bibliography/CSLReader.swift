import Diagnostics

/// Reads CSL-JSON: what Zotero and other managers of references export.
enum CSLReader {
  static func read(_ source: Source) -> ([Work], [Diagnostic]) {
    switch JSONText.read(source) {
    case .failure(let mistake): return ([], [mistake])
    case .success(let json):
      guard let items = json.items else {
        return ([], [.error("expected a list of works", at: json.location, hint: "write '[{\"id\": \"key\", ...}]'")])
      }
      var diagnostics: [Diagnostic] = []
      let works = items.compactMap { work($0, &diagnostics) }
      return (works, diagnostics)
    }
  }

  private static func work(_ json: JSONText, _ diagnostics: inout [Diagnostic]) -> Work? {
    guard case .object = json else {
      diagnostics.append(.error("expected a work: '{\"id\": \"key\", ...}'", at: json.location))
      return nil
    }
    guard let key = json["id"]?.string, !key.isEmpty else {
      diagnostics.append(
        .error("the work has no \"id\"", at: json.location, hint: "the id is the key that prose cites"))
      return nil
    }
    var work = Work(key: key, location: json["id"]?.location ?? json.location)
    work.kind = json["type"]?.string ?? ""
    work.authors = names(json["author"], &diagnostics)
    work.editors = names(json["editor"], &diagnostics)
    work.year = year(json["issued"])
    work.title = json["title"]?.string ?? ""
    work.container = json["container-title"]?.string
    work.volume = json["volume"]?.string
    work.issue = json["issue"]?.string
    work.pages = json["page"]?.string.map(Work.range)
    work.edition = json["edition"]?.string
    work.publisher = json["publisher"]?.string
    work.doi = json["DOI"]?.string.flatMap(Work.doi)
    work.url = json["URL"]?.string
    return work
  }

  private static func names(_ json: JSONText?, _ diagnostics: inout [Diagnostic]) -> [Work.Name] {
    guard let json else { return [] }
    guard let items = json.items else {
      diagnostics.append(
        .error(
          "expected a list of names", at: json.location, hint: "write '[{\"family\": \"...\", \"given\": \"...\"}]'"))
      return []
    }
    return items.compactMap { item in
      if let whole = item["literal"]?.string { return Work.Name(family: whole, given: "") }
      guard let family = item["family"]?.string else {
        diagnostics.append(.error("a name without \"family\" or \"literal\"", at: item.location))
        return nil
      }
      let particle = item["non-dropping-particle"]?.string.map { $0 + " " } ?? ""
      return Work.Name(family: particle + family, given: item["given"]?.string ?? "")
    }
  }

  /// `{"date-parts": [[2007, 3]]}`, or a text that begins with the year.
  private static func year(_ json: JSONText?) -> String? {
    if let year = json?["date-parts"]?.items?.first?.items?.first?.string { return year }
    guard let text = json?["raw"]?.string ?? json?["literal"]?.string ?? json?.string else { return nil }
    let digits = text.drop { !$0.isNumber }.prefix { $0.isNumber }
    return digits.count == 4 ? String(digits) : text
  }
}
