import Markup
import Testing

@testable import Plotting

@Suite struct FigureTests {
  @Test(arguments: Example.all.indices) func everyExampleIsWellFormed(index: Int) {
    let example = Example.all[index]
    let text = example.figure.svg(idPrefix: "fig-1").html
    let xml = XMLText(text)
    #expect(xml.mistake == nil, "\(example.name): \(xml.mistake ?? "")")
    #expect(xml.badNumbers.isEmpty)
    #expect(xml.ids.allSatisfy { $0.hasPrefix("fig-1-") })
    #expect(Set(xml.ids).count == xml.ids.count)
    #expect(!xml.attributes.contains { $0.name == "style" })
    #expect(xml.attributes.contains { $0.name == "role" && $0.value == "img" })
    #expect(xml.attributes.contains { $0.name == "aria-labelledby" && $0.value == "fig-1-title fig-1-desc" })
    #expect(text == example.figure.svg(idPrefix: "fig-1").html)
    #expect(XMLText(example.figure.standaloneSVG()).mistake == nil)
    #expect(XMLText(example.figure.markup(idPrefix: "f").html).mistake == nil)
  }

  @Test func aTraceLooksAsItDid() throws {
    let times = (0...40).map { Double($0) * 5 }
    let potentials = times.map { $0 < 50 ? -60 : $0 == 120 ? 35 : -60 + 0.15 * ($0 - 50) }
    let figure = Figure(
      title: "Membrane potential",
      panels: [
        Panel(
          x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV"),
          marks: [
            Rule(x: 50, "input on"), Line("Euler", x: times, y: potentials, style: .slot(1)),
            Line("exact", x: times, y: potentials.map { $0 - 1 }, style: .slot(2)),
          ])
      ])
    try expectGolden(lines(figure.markup(idPrefix: "fig").html), "trace.svg")
  }

  @Test func aConvergencePlotLooksAsItDid() throws {
    let steps = [1, 0.5, 0.25, 0.125, 0.0625]
    let figure = Figure(
      title: "Convergence", description: "The error of Heun's method falls as the square of the step.",
      panels: [
        Panel(
          x: Axis("h", unit: "ms", scale: .logarithmic), y: Axis("error", unit: "mV", scale: .logarithmic),
          marks: [
            Line("Euler", x: steps, y: steps.map { 0.4 * $0 }, style: .slot(1), hasMarkers: true),
            Line("Heun", x: steps, y: steps.map { 0.1 * $0 * $0 }, style: .slot(2), hasMarkers: true),
            SlopeTriangle(slope: 2, x: 0.2, y: 0.001),
          ])
      ], naming: .direct)
    try expectGolden(lines(figure.markup(idPrefix: "fig").html), "convergence.svg")
  }

  @Test func threeTracesOfAThousandSamplesCostLessThanThirtyKilobytes() {
    let run = Example.neuron()
    let figures = [run.v, run.w, run.v.map { $0 * $0 }].map { values in
      Figure(
        title: "trace",
        panels: [Panel(x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV"), marks: [Line("Euler", x: run.t, y: values)])]
      )
    }
    let size = figures.reduce(0) { $0 + $1.markup(idPrefix: "f").html.utf8.count }
    #expect(size < 30_000, "\(size) bytes")
    #expect(Theme.style.utf8.count < 6_000, "\(Theme.style.utf8.count) bytes of style")
  }

  @Test func theStyleNamesEveryClassOfEveryExample() {
    let known = Theme.style + Theme.drawing
    for example in Example.all {
      let xml = XMLText(example.figure.markup(idPrefix: "f").html)
      for (name, value) in xml.attributes where name == "class" {
        for part in value.split(separator: " ")
        where !["panel", "swatch", "bar", "legend", "cells", "plot"].contains(part) {
          #expect(known.contains(".\(part)"), "no style for .\(part)")
        }
      }
    }
  }

  /// The same text is raw in an HTML page and escaped in an SVG file.
  @Test func theStyleNeedsNoEscaping() {
    #expect(Escaping.escaped(Theme.style) == Theme.style)
  }

  @Test func valuesWithoutAPlaceAreCounted() {
    let panel = Panel(
      x: Axis("t"), y: Axis("error", scale: .logarithmic),
      marks: [Line(x: [0, 1, 2, 3], y: [1, 0, -2, .nan]), Dots(x: [1, 2], y: [0, 5])])
    #expect(Figure(title: "f", panels: [panel]).undrawable == 3)
    #expect(panel.undrawable == 3)
  }

  @Test func theLegendNamesEachLookOnce() {
    let line = Line("Euler", x: [0, 1], y: [0, 1])
    let panel = Panel(x: Axis("x"), y: Axis("y"), marks: [line, Line(x: [0, 1], y: [1, 0])])
    let figure = Figure(title: "f", panels: [panel, panel])
    #expect(figure.legend == [LegendEntry("Euler", .line(.slot(1)))])
    #expect(Legend.markup(figure.legend).html.hasPrefix("<ul class=\"plot-legend\"><li><svg class=\"plot swatch\""))
    #expect(Legend.markup([]) == .empty)
  }

  @Test func namesAtTheEndsReplaceTheLegendWhereTheyFit() {
    func figure(_ ends: [Double]) -> Figure {
      let marks = ends.enumerated().map { index, end in
        Line("curve \(index)", x: [0, 1], y: [0, end], style: .slot(index + 1))
      }
      return Figure(title: "f", panels: [Panel(x: Axis("x"), y: Axis("y"), marks: marks)], naming: .direct)
    }
    #expect(figure([1, 2, 3]).legend.isEmpty)
    #expect(figure([1, 1, 1, 1, 1]).legend.count == 5)
    #expect(figure([1, 1.001]).legend.isEmpty)
    #expect(figure(Array(repeating: 1, count: 9)).legend.count == 9)
  }

  @Test func spreadNamesKeepTheirOrderAndDistance() throws {
    var random = Seeded(seed: 13)
    let frame = Frame(
      x: Scale(.linear, domain: 0...1, start: 0, end: 500), y: Scale(.linear, domain: 0...1, start: 250, end: 10))
    for _ in 0..<500 {
      let labels = (0..<4).map { EndLabel("name \($0)", style: .ink, y: 10 + 240 * random.unit()) }
      guard let placed = EndLabel.spread(labels, in: frame) else { continue }
      #expect(placed.map(\.text) == labels.sorted { $0.y < $1.y }.map(\.text))
      #expect(zip(placed, placed.dropFirst()).allSatisfy { $1.y - $0.y >= 18.99 })
      #expect(placed.allSatisfy { $0.y >= 9.99 && $0.y <= 250.01 })
    }
  }

  @Test func whatIsShownIsOffered() {
    let line = Line("a", x: (0..<10_000).map(Double.init), y: (0..<10_000).map { Double($0 % 97) })
    let figure = Figure(title: "f", panels: [Panel(x: Axis("x"), y: Axis("y"), marks: [line])])
    let shown = line.values(in: figure.frames[0])
    #expect(shown.count > 100 && shown.count < 2600)
    #expect(zip(shown, shown.dropFirst()).allSatisfy { $0.x < $1.x })
  }

  /// A nullcline is in the way of a name like any other curve.
  @Test func namesKeepOffContours() throws {
    let field = Field(x: -1...1, columns: 21, y: -1...1, rows: 21) { x, y in y - 0.02 - 0.05 * x }
    let marks: [any Mark] = [Contours(of: field, levels: [0]), Label("stable node", x: -0.5, y: 0)]
    let panel = Panel(x: Axis("x", range: -1...1), y: Axis("y", range: -1...1), marks: marks)
    let frame = try #require(Figure(title: "f", panels: [panel]).frames.first)
    let placed = PlacedNotes(marks, in: frame).markup.map(\.html).joined()
    let y = try #require(placed.firstMatch(of: /\sy="([0-9.]+)"/).flatMap { Double($0.1) })
    #expect(abs(y - frame.y.position(0)) > 10)
  }

  /// It stands beside its rule where there is room, and in the legend where there is none.
  @Test(arguments: [true, false]) func aRulesNameHasAPlace(isUpright: Bool) {
    let rule = isUpright ? Rule(x: 50, "here") : Rule(y: 50, "here")
    let panel = Panel(x: Axis("x", range: 0...100), y: Axis("y", range: 0...100), marks: [rule])
    let empty = Figure(title: "f", panels: [panel])
    #expect(empty.legend.isEmpty && empty.svg(idPrefix: "f").html.contains(">here</text>"))
    let x = (0...3000).map { Double($0) / 30 }
    let grey = Line(x: x, y: x.indices.map { $0.isMultiple(of: 2) ? 0 : 100 })
    var full = Figure(title: "f", panels: [panel])
    full.panels[0].marks.append(grey)
    #expect(full.legend.map(\.name) == ["here"] && !full.svg(idPrefix: "f").html.contains(">here</text>"))
  }

  @Test func ofAFewValuesAllAreOffered() {
    let x = [1.0, 2, 3, 4, 5]
    // On a straight line, which takes two points to draw.
    let line = Line("a", x: x, y: x)
    let stairs = Steps("b", x: x, y: Array(x.dropLast()))
    let dots = Dots("c", x: x, y: [1, 2, .nan, 4, 5])
    let figure = Figure(title: "f", panels: [Panel(x: Axis("x"), y: Axis("y"), marks: [line, stairs, dots])])
    let frame = figure.frames[0]
    #expect(line.values(in: frame).map(\.y) == x)
    #expect(stairs.values(in: frame).map(\.x) == x && stairs.values(in: frame).map(\.y) == [1, 2, 3, 4, 4])
    #expect(dots.values(in: frame).map(\.x) == [1, 2, 4, 5])
    #expect(Bars(edges: x, heights: [1, 2, 3, 4]).values(in: frame).map(\.y) == [1, 2, 3, 4])
  }

  @Test func theSummaryIsASentence() {
    let figure = Figure(
      title: "f",
      panels: [
        Panel(
          x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV", range: -80...40),
          marks: [Line("Euler", x: [0, 50, 100], y: [-60, 35, -50]), Rule(y: -40, "threshold")])
      ])
    #expect(
      figure.summary
        == "v (mV) from −80 to 40 against t (ms) from 0 to 100. It shows the curve Euler of 3 points from −60 to 35; a line at y = −40 (threshold)."
    )
  }

  @Test(arguments: [1, 2]) func equalUnitsAreEqual(columns: Int) throws {
    let field = Field(x: -5...1, columns: 8, y: -3...30, rows: 9) { $0 + $1 }
    let panels: [Panel] = [
      Panel(x: Axis("x", range: -5...1), y: Axis("y", range: -3...3), height: 300, hasEqualUnits: true, marks: []),
      Panel(
        x: Axis("x"), y: Axis("y"), hasEqualUnits: true, marks: [Cells(of: field, value: Axis("value", unit: "mV"))]),
      Panel(
        x: Axis("x"), y: Axis("y"), hasEqualUnits: true,
        marks: [Line("a", x: [0, 1000], y: [0, 70]), Line("b", x: [0, 1000], y: [70, 0])]),
    ]
    for frame in Figure(title: "f", panels: panels, columns: columns, naming: .direct).frames {
      #expect(abs(frame.x.slope(at: 0) / frame.y.slope(at: 0) + 1) < 1e-9)
    }
    let frame = try #require(Figure(title: "f", panels: panels).frames.first)
    #expect(frame.x.domain.lowerBound <= -5 && frame.x.domain.upperBound >= 1)
  }

  @Test func sharedAxesHaveOneRange() {
    let panels = [1.0, 10, 100].map { size in
      Panel(x: Axis("x"), y: Axis("y"), marks: [Line(x: [0, size], y: [0, size])])
    }
    let frames = Figure(title: "f", panels: panels, columns: 3, sharing: [.x, .y]).frames
    #expect(Set(frames.map(\.x.domain)).count == 1)
    #expect(Set(frames.map(\.y.domain)).count == 1)
    #expect(Set(Figure(title: "f", panels: panels, columns: 3).frames.map(\.x.domain)).count == 3)
  }

  @Test func curvesAreClippedToTheFrame() throws {
    let x = (0...10_000).map { Double($0) / 10 }
    let figure = Figure(
      title: "f",
      panels: [
        Panel(x: Axis("x", range: 400...410), y: Axis("y", range: 0...1), marks: [Line(x: x, y: x.map { $0 - 405 })])
      ])
    let frame = try #require(figure.frames.first)
    let path = try #require(
      XMLText(figure.svg(idPrefix: "f").html).attributes.last { $0.name == "d" && $0.value.count > 5 })
    #expect(PathPoints(path.value).pieces.joined().allSatisfy { $0.x > frame.left - 10 && $0.x < frame.right + 10 })
  }

  /// One element a line, so that a difference has a place.
  private func lines(_ html: String) -> String {
    html.split(separator: "><", omittingEmptySubsequences: false).joined(separator: ">\n<") + "\n"
  }
}
