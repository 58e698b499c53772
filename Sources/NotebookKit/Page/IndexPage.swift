import Diagnostics
package import Dynamics
import Markup
import Plotting

/// The page that leads to several reports: their titles, abstracts and first figures, in the order given.
package struct IndexPage {
  /// What the index keeps of a report.
  package struct Entry: Sendable, Codable {
    let address: String
    let title: String
    /// The parameters that tell it from other pages of its notebook.
    let parameters: String
    let abstract: String
    /// The figure, drawn.
    let picture: String

    /// - Parameters:
    ///   - name: of the page's file, without its extension; the notebook's if not given.
    ///   - parameters: the names of those that tell it from other pages of its notebook.
    package init(_ page: Page, name: String? = nil, parameters: [String] = []) {
      let report = page.report
      let name = name ?? report.notebook.name
      address = name + ".html"
      title = page.title
      self.parameters = parameters.compactMap { report.plan.parameters[$0] }
        .map { "\($0.name) = \($0.text)" }.joined(separator: ", ")
      // A reference in an abstract leads into its own page.
      abstract = page.abstractHTML.split(separator: "href=\"#", omittingEmptySubsequences: false)
        .joined(separator: "href=\"\(Escaping.address(address))#")
      picture = Self.firstFigure(report).map { $0.markup(idPrefix: "n-\(name)").html } ?? ""
    }

    /// The first panel of the first figure, low enough to stand beside an abstract.
    private static func firstFigure(_ report: Report) -> Figure? {
      for output in report.products.compactMap({ $0?.outputs }).joined() {
        var figure: Figure
        switch output {
        case .figure(let output): figure = output.figure
        case .explore(let explore): figure = explore.still
        default: continue
        }
        figure.panels = Array(figure.panels.prefix(1))
        figure.panelHeight = 240
        return figure
      }
      return nil
    }
  }

  /// The pages in order, each with its piece of the index.
  package let items: [Item]

  /// - Parameter earlier: what is kept of an index that was written before.
  package init(_ entries: [Entry], keeping earlier: [Item] = []) {
    let made = entries.map { Item(address: $0.address, html: Self.piece($0)) }
    let kept = Set(earlier.map(\.address))
    // A run of all pages says their order; one of some leaves the others where they are.
    guard !kept.isSubset(of: made.map(\.address)) else {
      items = made
      return
    }
    var items = earlier.map { old in made.first { $0.address == old.address } ?? old }
    for item in made where !kept.contains(item.address) {
      items.insert(item, at: items.firstIndex { $0.address > item.address } ?? items.count)
    }
    self.items = items
  }

  /// What a file's name is counted with: 4 for `04-heun.html`.
  private static func number(_ address: String) -> String {
    let digits = address.prefix { $0.isNumber }
    guard digits.count <= 3, let number = Int(digits), "-_. ".contains(address.dropFirst(digits.count).first ?? "x")
    else { return "" }
    return "<span class=\"section-number\">\(number)</span> "
  }

  private static func piece(_ entry: Entry) -> String {
    let parameters =
      entry.parameters.isEmpty ? "" : "<p class=\"parameters\">\(Escaping.escaped(entry.parameters))</p>\n"
    let figure = entry.picture.isEmpty ? "" : "<div class=\"picture\">\(entry.picture)</div>\n"
    return """
      \(Item.opening)\(Escaping.escaped(entry.address))">
      <div class="words"><h2>\(number(entry.address))<a href="\(Escaping.address(entry.address))">\(Escaping.escaped(entry.title))</a></h2>
      \(parameters)\(entry.abstract)</div>
      \(figure)</li>

      """
  }

  package var html: String { html(with: "") }

  /// - Parameter companion: a script of whoever serves the page.
  package func html(with companion: String) -> String {
    let body = """
      <div class="page index">
      <header class="title"><h1>Notebooks</h1></header>
      <main>
      <ol>
      \(items.map(\.html).joined())</ol>
      </main>
      <footer>Made by notebook \(ToolVersion.current)</footer>
      </div>

      """
    let css = PageStyle.css(for: body) + PageScript.compact(PackageResources.index_css)
    var document = Document(title: "Notebooks", css: css, body: body)
    document.companion.add(companion)
    return document.html
  }
}

extension IndexPage.Entry: Storable {
  package func store(in writer: inout ByteWriter) {
    for text in [address, title, parameters, abstract, picture] { writer.write(text) }
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    address = try reader.text()
    title = try reader.text()
    parameters = try reader.text()
    abstract = try reader.text()
    picture = try reader.text()
  }
}
