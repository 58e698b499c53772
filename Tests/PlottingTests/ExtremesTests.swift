import Markup
import Testing

@testable import Plotting

/// Whatever the data, a figure is well formed, its coordinates are numbers, and it is as wide as any other.
@Suite struct ExtremesTests {
  static let data: [(name: String, x: [Double], y: [Double])] = [
    ("nothing", [], []), ("one point", [1], [2]), ("a constant", [0, 1, 2], [5, 5, 5]), ("zeros", [0, 0], [0, 0]),
    ("no numbers", [.nan, .nan], [.nan, .infinity]), ("some numbers", [0, 1, 2, .nan], [1, .nan, -.infinity, 3]),
    ("huge", [-1e300, 1e300], [-1e300, 1e300]), ("tiny", [0, 1e-300], [0, 1e-300]),
    ("all doubles", [-Double.greatestFiniteMagnitude, Double.greatestFiniteMagnitude], [-1.7e308, 1.7e308]),
    ("denormal", [0, Double.leastNonzeroMagnitude], [0, .leastNonzeroMagnitude]),
    ("tiny to huge", [1e-300, 1, 1e300], [1e-300, 1, 1e300]),
    ("nearly constant", [1e9, 1e9 + 1e-6], [1, 1 + 1e-15]), ("negative", [-3, -2, -1], [-1e-3, -5, -1e5]),
    ("mixed signs", [-1, 0, 1], [-1, 0, 1]), ("unequal lengths", [1, 2, 3], [1]), ("backwards", [3, 2, 1], [1, 2, 3]),
    ("jumping", [0, 1, 2, 3], [1e300, -1e300, 1e-300, .infinity]),
  ]

  @Test(arguments: data.indices) func everyMarkTakesIt(index: Int) throws {
    let (name, x, y) = Self.data[index]
    let marks: [any Mark] = [
      Line("line", x: x, y: y), Line("marked", x: x, y: y, hasMarkers: true), Dots("dots", x: x, y: y),
      Steps("steps", x: x, y: y), Area("area", x: x, lower: y.map { $0 - 1 }, upper: y),
      Jumps("jumps", x: x, before: y, after: y.map { -$0 }), Rule(x: x.first ?? 0, "rule"),
      Rule(y: y.last ?? 0, "rule"),
      Label("label", x: x.first ?? 0, y: y.first ?? 0), Raster("raster", x: x, rows: x.indices.map { $0 * 7 }),
      Arrows(x: x, y: y, u: y, v: x), Heads(x: x, y: y, style: .slot(1)),
      SlopeTriangle(slope: 2, x: x.last ?? 1, y: y.last ?? 1),
      Bars(edges: Array(x.prefix(y.count)), heights: Array(y.prefix(max(0, min(x.count, y.count) - 1)))),
    ]
    for (horizontal, vertical) in [
      (Scale.Kind.linear, Scale.Kind.linear), (.linear, .logarithmic), (.logarithmic, .linear),
      (.logarithmic, .logarithmic),
    ] {
      let axes = (Axis("x", scale: horizontal), Axis("y", unit: "mV", scale: vertical))
      for mark in horizontal == vertical ? marks : [] {
        try expectSane(
          Figure(title: name, panels: [Panel(x: axes.0, y: axes.1, marks: [mark])]),
          "\(type(of: mark)) of \(name) on \(horizontal), \(vertical)")
      }
      try expectSane(
        Figure(
          title: name, panels: [Panel(x: axes.0, y: axes.1, hasEqualUnits: true, marks: marks)], naming: .direct),
        "all of \(name)")
    }
  }

  @Test(arguments: [
    [], [1.0], [.nan], [3, 3, 3, 3], [0, 1e300, -1e300, 1e-300], [.infinity, 0, 1, -.infinity], [.nan, .nan, 1, .nan],
    [-1.7e308, 1.7e308, 0, 0],
  ]) func everyMarkOfAFieldTakesIt(values: [Double]) throws {
    let side = values.count == 4 ? [0.0, 1] : values.count == 1 ? [0.0] : []
    let field = Field(x: side, y: side, values: values)
    for kind in [Scale.Kind.linear, .logarithmic] {
      let marks: [any Mark] = [
        Cells(of: field, value: Axis("value", scale: kind)), Region("region", of: field, atMost: 1),
        Contours("contours", of: field, levels: [0, 1, 1e299], hasLabels: true),
      ]
      for scale in [Scale.Kind.linear, .logarithmic] {
        for mark in marks {
          try expectSane(
            Figure(title: "field", panels: [Panel(x: Axis("x", scale: scale), y: Axis("y"), marks: [mark])]),
            "\(type(of: mark)) of \(values)")
        }
      }
    }
  }

  static let ranges: [ClosedRange<Double>] = [
    0...0, -1e308...1e308, .leastNonzeroMagnitude...(1e4 * Double.leastNonzeroMagnitude), 5...5, -5...(-1), 0...1e-12,
    1e15...(1e15 + 1),
  ]

  @Test(arguments: ranges) func everyRangeOfAnAuthorWorks(range: ClosedRange<Double>) throws {
    for kind in [Scale.Kind.linear, .logarithmic] {
      let panel = Panel(
        x: Axis("x", scale: kind, range: range), y: Axis("y", scale: kind, range: range),
        marks: [
          Line("curve", x: [-1e308, 0, 1, 2, 1e308], y: [0, 1, -1e308, 1e308, 3]), Band(x: range), Band(y: range),
        ])
      try expectSane(Figure(title: "range", panels: [panel]), "\(range)")
    }
  }

  @Test func manyPanelsAndNone() throws {
    try expectSane(Figure(title: "none", panels: []), "no panels")
    let panel = Panel("title", x: Axis("x"), y: Axis("y"), marks: [Line("a", x: [0, 1], y: [0, 1])])
    for (count, columns) in [(1, 5), (7, 3), (20, 5), (3, 1), (50, 10)] {
      for shared: Set<Figure.Shared> in [[], [.x], [.y], [.x, .y]] {
        let panels = Array(repeating: panel, count: count)
        try expectSane(
          Figure(title: "grid", panels: panels, columns: columns, sharing: shared), "\(count) in \(columns)")
      }
    }
  }

  private func expectSane(_ figure: Figure, _ what: String) throws {
    let file = figure.svg(idPrefix: "f").html
    let xml = XMLText(file)
    #expect(xml.mistake == nil, "\(what): \(xml.mistake ?? "")")
    #expect(xml.badNumbers.isEmpty, "\(what): \(xml.badNumbers)")
    #expect(!file.contains("NaN") && !figure.summary.contains("inf"), "\(what)")
    for frame in figure.frames {
      #expect(frame.left >= 0 && frame.right <= Figure.width && frame.width >= 20 && frame.height >= 20, "\(what)")
    }
    let box = try #require(
      xml.attributes.first { $0.name == "viewBox" }?.value.split(separator: " ").compactMap { Double($0) })
    #expect(box.count == 4 && box[3] > 0 && box[3] < 10_000, "\(what): \(box)")
    for (name, value) in xml.attributes where name == "d" {
      let far = PathPoints(value).pieces.joined().first { !(abs($0.x) <= 30_000 && abs($0.y) <= 30_000) }
      #expect(far == nil, "\(what): \(value.prefix(200))")
    }
  }
}
