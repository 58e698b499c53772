import Foundation
import Markup
import Plotting
import Testing

/// Writes every example to a page for the eye: `PLOT_GALLERY=folder swift test --filter Gallery`.
@Suite struct GalleryTests {
  @Test(.enabled(if: ProcessInfo.processInfo.environment["PLOT_GALLERY"] != nil))
  func writesEveryExample() throws {
    let folder = try #require(ProcessInfo.processInfo.environment["PLOT_GALLERY"])
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    for theme in ["light", "dark"] {
      try page(theme).write(toFile: "\(folder)/\(theme).html", atomically: true, encoding: .utf8)
    }
    for example in Example.all {
      try example.figure.standaloneSVG().write(
        toFile: "\(folder)/\(example.name).svg", atomically: true, encoding: .utf8)
    }
  }

  private func page(_ theme: String) -> String {
    let figures = Example.all.map { example in
      Markup.tag(
        "figure", ["id": example.name], example.figure.markup(idPrefix: example.name),
        .tag("figcaption", [:], .text(example.caption)))
    }
    let style = """
      body{margin:0 auto;padding:1rem;max-width:720px;font:17px/1.5 system-ui,sans-serif;background:#fff;color:#1f2328}
      figure{margin:0 0 2.5rem;break-inside:avoid} figcaption{font-size:.88em;color:#666;margin-top:.4em}
      [data-theme=dark] body{background:#14171b;color:#e6e8eb}
      @media print{body{background:#fff !important;padding:0}@page{size:A4;margin:18mm}}
      """
    let head = [
      Markup.tag("meta", ["charset": "utf-8"]),
      .tag("meta", ["name": "viewport", "content": "width=device-width"]), .tag("title", [:], "Gallery"),
      .tag("style", [:], .written(Theme.style + style)),
    ]
    return "<!doctype html>\n"
      + Markup.tag("html", ["lang": "en", "data-theme": theme], .tag("head", [:], head), .tag("body", [:], figures))
      .html
  }
}
