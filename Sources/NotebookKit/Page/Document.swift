import Markup

/// The frame of an HTML file that fetches nothing: its head, with the style and the policy, and the body that it is given.
struct Document {
  var language = "en"
  let title: String
  let css: String
  /// Whether the author's style may bring fonts along.
  var hasOwnStyle = false
  var script = PageScript()
  let body: String
  /// What the page embeds for programs: markup that nobody sees.
  var data = ""
  /// The script of whoever serves the page, which may speak with its server. Pages that are kept have none.
  var companion = PageScript()

  var html: String {
    var text = "<!doctype html>\n"
    text += "<html lang=\"\(Escaping.escaped(language))\">\n<head>\n<meta charset=\"utf-8\">\n"
    text += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    text += "<meta http-equiv=\"Content-Security-Policy\" content=\"\(policy)\">\n"
    text += "\(PageMark.opening)\(ToolVersion.current)\">\n"
    text += "<title>\(Escaping.escaped(title))</title>\n<style>\n\(css)</style>\n</head>\n<body>\n"
    return text + body + data + script.markup.html + companion.markup.html + "</body>\n</html>\n"
  }

  /// Nothing may be loaded from anywhere; styles stand in the page, images are part of it, and the one script that may run is
  /// the one whose digest stands here.
  private var policy: String {
    let fonts = hasOwnStyle ? " font-src data:;" : ""
    let digests = [script, companion].compactMap(\.digest).map { " " + $0 }.joined()
    let scripts = digests.isEmpty ? "" : " script-src\(digests);"
    let connections = companion.digest == nil ? "" : " connect-src 'self';"
    return
      "default-src 'none';\(scripts)\(connections) style-src 'unsafe-inline'; img-src data:;\(fonts) base-uri 'none'; form-action 'none'"
  }
}

/// What tells the pages of this tool from those of others.
package enum PageMark {
  static let opening = "<meta name=\"generator\" content=\"notebook "

  /// Whether a text is a page that this tool has written.
  package static func isPage(_ text: [UInt8]) -> Bool {
    String(decoding: text.prefix(4000), as: UTF8.self).contains(opening)
  }
}
