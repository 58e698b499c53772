import Markup

/// One panel in its place.
struct PanelDrawing {
  let panel: Panel
  let axes: AxisDrawing
  /// Where the panel's own margin begins, and where its labels end.
  let left: Double
  let bottom: Double
  let showsXTitle: Bool
  let showsYTitle: Bool
  let endLabels: [EndLabel]
  /// Over everything; placed once the frame is known.
  private(set) var notes: PlacedNotes?

  /// Lines in smaller frames are finer.
  private static let narrow = 200.0

  var frame: Frame { axes.frame }

  var withNotes: PanelDrawing {
    var copy = self
    copy.notes = PlacedNotes(panel.marks, in: frame)
    return copy
  }

  func markup(clipID: String) -> Markup {
    let (x, y) = (frame.x, frame.y)
    var parts: [Markup] = [axes.grid]
    let drawings = panel.marks.map { $0.draw(in: frame) }.filter { $0 != .empty }
    if !drawings.isEmpty {
      let clip = Markup.tag(
        "rect",
        [
          "x": Digits.coordinate(frame.left), "y": Digits.coordinate(frame.top),
          "width": Digits.coordinate(frame.width), "height": Digits.coordinate(frame.height),
        ])
      parts.append(.tag("clipPath", ["id": clipID], clip))
      parts.append(.tag("g", ["clip-path": "url(#\(clipID))"], drawings))
    }
    parts.append(axes.lines)
    parts += panel.marks.compactMap { $0.colourBar?.markup(beside: frame) }.prefix(1)
    parts.append(axes.labels)
    parts += titles
    parts += notes?.markup ?? []
    parts += endLabels.map { $0.markup(x: frame.right + 8) }
    return .tag(
      "g",
      [
        "class": frame.width < Self.narrow ? "panel compact" : "panel", "data-x": Self.text(of: x),
        "data-y": Self.text(of: y),
      ], parts)
  }

  private var titles: [Markup] {
    var titles: [Markup] = []
    if showsYTitle { titles.append(Self.above(frame.top, panel.y.title, x: left)) }
    if showsXTitle {
      titles.append(Self.xTitle(panel.x, middle: (frame.left + frame.right) / 2, under: frame.bottom))
    }
    if let title = panel.title, !title.isEmpty {
      let hasNames = showsYTitle || panel.marks.contains { $0.colourBar?.axis.title.isEmpty == false }
      let x = Digits.coordinate(hasNames ? left : frame.left)
      let attributes: KeyValuePairs = [
        "class": "heading", "x": x, "y": Digits.coordinate(frame.top - Self.titleGap),
        "dy": hasNames ? "-1.9em" : "-.55em",
      ]
      titles.append(.tag("text", attributes, Lettering.content(title)))
    }
    return titles
  }

  /// A title above a frame; it keeps off the topmost tick label as text grows. That of the vertical axis stands level at the
  /// top left: it reads without a tilted head, and takes nothing from a telephone's width.
  static func above(_ top: Double, _ title: String, x: Double, anchor: Note.Anchor = .start) -> Markup {
    var attributes = [
      Markup.Attribute("class", "name"), .init("x", Digits.coordinate(x)),
      .init("y", Digits.coordinate(top - titleGap)), .init("dy", "-.55em"),
    ]
    if anchor != .start { attributes.append(.init("text-anchor", anchor.rawValue)) }
    return .element("text", attributes: attributes, content: Lettering.content(title))
  }

  private static let titleGap = 5.0

  /// Below the tick labels; its distance grows with the text.
  static func xTitle(_ axis: Axis, middle: Double, under bottom: Double) -> Markup {
    let attributes: KeyValuePairs = [
      "class": "name", "x": Digits.coordinate(middle), "y": Digits.coordinate(bottom + AxisDrawing.labelGap),
      "dy": "2.15em", "text-anchor": "middle",
    ]
    return .tag("text", attributes, Lettering.content(axis.title))
  }

  /// What a script needs to turn a pixel into a value: kind, both pixels, both values.
  private static func text(of scale: Scale) -> String {
    let kind = scale.kind == .linear ? "linear" : "log"
    let numbers = [
      Digits.coordinate(scale.start), Digits.coordinate(scale.end), Digits.compact(scale.domain.lowerBound, 7),
      Digits.compact(scale.domain.upperBound, 7),
    ]
    return ([kind] + numbers).joined(separator: " ")
  }
}
