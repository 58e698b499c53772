import Markup

extension Figure {
  /// A complete SVG file: style and legend inside, light colours, dark ones where the viewer prefers them.
  package func standaloneSVG(idPrefix: String = "figure") -> String {
    let layout = Layout(self).withNotes
    let margin = 14.0
    let legend = Legend.drawn(layout.legend, width: layout.width)
    let (width, height) = (layout.width + 2 * margin, layout.height + legend.height + 2 * margin)
    let size = (Digits.coordinate(width), Digits.coordinate(height))
    let top = Digits.coordinate(margin + legend.height)
    let edge = Digits.coordinate(margin)
    let drawing = Markup.tag(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg", "class": "plot", "role": "img",
        "aria-labelledby": "\(idPrefix)-title \(idPrefix)-desc", "viewBox": "0 0 \(size.0) \(size.1)",
        "width": size.0, "height": size.1,
      ],
      [
        .tag("style", [:], .text(Theme.colours + Theme.drawing)),
        .tag("rect", ["width": "100%", "height": "100%", "class": "paper"]),
        .tag("g", ["transform": "translate(\(edge) \(edge))"], legend.markup),
        .tag("g", ["transform": "translate(\(edge) \(top))"], content(layout, idPrefix: idPrefix)),
      ])
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + drawing.html + "\n"
  }
}
