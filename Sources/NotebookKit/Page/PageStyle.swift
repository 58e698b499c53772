import Formulas
import Markup
import Plotting

/// The style sheet of a page: the layout, and what its figures and formulas bring along, where it has any.
enum PageStyle {
  /// - Parameters:
  ///   - body: the page's HTML, which tells what it needs.
  ///   - theme: the author's own, which has the last word.
  static func css(for body: String, theme: PageTheme? = nil) -> String {
    var css = ""
    if holds(body, "class=\"plot") { css += Theme.style }
    if holds(body, Markup.opening("math")) { css += Formula.style }
    css += PageScript.compact(PackageResources.page_css)
    if holds(body, "class=\"alert") { css += PageScript.compact(PackageResources.boxes_css) }
    if holds(body, "<table") { css += PageScript.compact(PackageResources.tables_css) }
    if holds(body, "class=\"explore\"") { css += PageScript.compact(PackageResources.explore_css) }
    return css + (theme.map { $0.css + "\n" } ?? "")
  }

  /// Whether the text holds the other one; a search of bytes, as bodies are long.
  private static func holds(_ text: String, _ part: String) -> Bool {
    var text = text
    let part = Array(part.utf8)
    return text.withUTF8 { bytes in
      var start = 0
      while start + part.count <= bytes.count {
        if bytes[start] == part[0], part.indices.allSatisfy({ bytes[start + $0] == part[$0] }) { return true }
        start += 1
      }
      return false
    }
  }
}
