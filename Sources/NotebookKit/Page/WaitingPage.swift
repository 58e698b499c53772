import Markup

/// What is served until a page is made for the first time.
package struct WaitingPage {
  /// The notebook's name.
  private let name: String

  package init(_ name: String) { self.name = name }

  /// - Parameter companion: the script of whoever serves the page; it says how far the page is.
  package func html(with companion: String) -> String {
    let body = """
      <div class="page">
      <header class="title"><h1>\(Escaping.escaped(name))</h1></header>
      <main><p>This page is being made.</p></main>
      </div>

      """
    var document = Document(title: name, css: PageStyle.css(for: body), body: body)
    document.companion.add(companion)
    return document.html
  }
}
