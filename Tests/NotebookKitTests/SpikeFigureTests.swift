import Diagnostics
import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

@testable import NotebookKit

/// Neurons that fire at random, at a rate that beats: what a network would give.
struct RandomPopulation: PopulationResult {
  let facts: PopulationFacts
  let record: SpikeRecord

  /// - Parameters:
  ///   - count: how many neurons; a fifth of them are inhibitory.
  ///   - seconds: of simulated time.
  init(count: Int, seconds: Double) {
    let exciting = count * 4 / 5
    let facts = Self.facts(count: count, seconds: seconds)
    var random = SplitMix64(seed: 11)
    var spikes: [(Double, Int32)] = []
    for neuron in 0..<count {
      let rate = neuron < exciting ? 0.008 : 0.02
      var time = 0.0
      while true {
        time -= Elementary.logarithm(Double.random(in: 1e-300...1, using: &random)) / (2 * rate)
        if time > 1000 * seconds { break }
        // Thinned: a beat of 10 Hz.
        let share = 0.5 * (1 + 0.9 * Elementary.sine(2 * Double.pi * time / 100))
        if Double.random(in: 0...1, using: &random) < share { spikes.append((time, Int32(neuron))) }
      }
    }
    spikes.sort { $0.0 < $1.0 }
    self.facts = facts
    record = SpikeRecord(
      populations: facts.populations, span: facts.span, times: spikes.map(\.0), neurons: spikes.map(\.1))
  }

  static func facts(count: Int, seconds: Double) -> PopulationFacts {
    let exciting = count * 4 / 5
    return PopulationFacts(
      populations: [
        .init(name: "excitatory", neurons: 0..<exciting), .init(name: "inhibitory", neurons: exciting..<count),
      ], span: 0...1000 * seconds, timeUnit: Unit.named("ms"))
  }

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    try PopulationQueries(record, timeUnit: facts.timeUnit).answer(query, arguments)
  }
}

extension Directive {
  private static let count = Parameter("count", .integer(1...1_000_000), "how many neurons", standard: 1000, "1000")

  /// A block that gives a population without running a network.
  static let randomPopulation = Directive("random-population", gives: .population, "random spikes", [count]) {
    arguments, _ in
    let count = arguments[Directive.count] ?? 1000
    let facts = RandomPopulation.facts(count: count, seconds: 1)
    return Planned(Facts(shape: PopulationQueries.shape(facts), population: facts)) { _ in
      Product(RandomPopulation(count: count, seconds: 1))
    }
  }
}

/// Figures of spikes and of sweeps: what they show, what stands beside them, and what they refuse.
@Suite struct SpikeFigureTests {
  static let subjects =
    SpikeMeasureTests.clock + SpikeMeasureTests.solve("a") + SpikeMeasureTests.solve("b", "parameters: {slow: 0.1}")
      + """
      ```yaml {random-population #net}
      count: 1000
      ```
      ```yaml {sweep #f}
      model: clock
      method: rk4
      step: 1 ms
      until: 500 ms
      vary: {I: 0 to 0.01 by 0.001}
      measure: [rate, count]
      show: no
      ```
      ```yaml {sweep #map}
      model: clock
      method: rk4
      step: 1 ms
      until: 500 ms
      vary: {I: 0 to 0.1 by 0.01, slow: 0.01 to 0.1 log 4}
      measure: [first-spike, rate, outcome]
      show: no
      ```

      """

  struct Rendered {
    let html: String
    let messages: [String]
    let hints: [String]
    /// The drawing of the last figure, and the text of the last file.
    var svg: String { String(html.matches(of: #/(?s)<svg class="plot" role.*?<\/svg>/#).last?.output ?? "") }
    var words: String { String(svg.firstMatch(of: #/(?s)<desc[^>]*>(.*?)<\/desc>/#)?.output.1 ?? "") }
    var file: String {
      String(
        html.matches(of: /download="[^"]*" href="data:text\/csv;charset=utf-8,([^"]*)"/).last?.output.1 ?? ""
      ).removingPercentEncoding ?? ""
    }
  }

  static func render(_ body: String, subjects: String = Self.subjects) -> Rendered {
    let notebook = Notebook(parsing: Source(path: "t.md", text: subjects + "```yaml {plot #last}\n\(body)\n```\n"))
    let report = Report(running: Plan(notebook, directives: Directive.catalogue + [.randomPopulation]))
    return Rendered(
      html: Page(report).html, messages: report.diagnostics.map(\.message), hints: report.diagnostics.compactMap(\.hint)
    )
  }

  /// A block for each kind that shows spikes or a sweep; the other kinds have tests of their own.
  static let blocks: [(kind: String, body: String)] = [
    ("raster", "of: [a, b]"), ("raster", "of: net"),
    ("raster", "of: net\nrange: {t: 100 to 300 ms, neuron: 700 to 900}"),
    ("rate", "of: net"), ("rate", "of: net\nkernel: 5 ms"), ("spectrum", "of: net"),
    ("spectrum", "of: net\nlog: [power, frequency]"), ("intervals", "of: [a, b]"), ("intervals", "of: net\nbin: 10 ms"),
    ("return-map", "of: [a, b]"), ("return-map", "of: net"), ("f-I", "of: f"), ("f-I", "of: f\ny: count"),
    ("heatmap", "of: map"), ("heatmap", "of: map\ny: rate\ncontours: [20, 50 Hz]"),
    ("heatmap", "of: map\nx: slow\ny: first-spike"),
  ]

  @Test func everyKindOfSpikesAndSweepsIsTested() {
    // A recording belongs to a network that recorded: it has tests of its own.
    for kind in PlotKind.catalogue where kind.subjects.contains(.population) && kind.name != "recording" {
      #expect(Self.blocks.contains { $0.kind == kind.name }, "\(kind.name) has no block here")
    }
  }

  @Test(arguments: blocks.indices) func aFigureHasWordsAndValues(index: Int) {
    let (kind, body) = Self.blocks[index]
    let page = Self.render("kind: \(kind)\n\(body)")
    #expect(page.messages.isEmpty, "\(page.messages) \(page.hints)")
    #expect(page.words.count > 60, "\(page.words)")
    #expect(!page.svg.contains("nan") && !page.svg.contains("inf\""))
    #expect(page.svg.contains("class=\"panel"))
    #expect(page.svg.utf8.count < 100_000, "\(page.svg.utf8.count) bytes")
    let lines = page.file.split(separator: "\n")
    #expect(lines.count > 3 && page.file.utf8.count < 200_000, "\(page.file.utf8.count) bytes")
    let columns = lines.first?.split(separator: ",").count
    #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == columns })
    #expect(Self.render("kind: \(kind)\n\(body)").svg == page.svg)
  }

  @Test func rastersSayWhatTheyLeaveOut() {
    let full = Self.render("kind: raster\nof: net").words
    #expect(full.contains("excitatory: neurons 1 to 800,") && full.contains("inhibitory: neurons 801 to 1000,"))
    let page = Self.render("kind: raster\nof: net", subjects: "```yaml {random-population #net}\ncount: 20000\n```\n")
    #expect(page.svg.contains("one neuron in "))
    #expect(page.words.contains("Of the spikes those of one neuron in "))
    #expect(page.svg.utf8.count < 100_000, "\(page.svg.utf8.count) bytes")
    #expect(page.file.split(separator: "\n").count <= 11_001)
  }

  @Test func solvesStandInRowsWithTheirNames() {
    let page = Self.render("kind: raster\nof: [a, b]\nlabels: {a: first, b: second}")
    #expect(page.svg.contains(">first</text>") && page.svg.contains(">second</text>"))
    #expect(page.words.contains("first: 40 spikes, a rate of 79.2 Hz."))
    #expect(page.file.hasPrefix("result,t\nfirst,110\n"))
  }

  @Test func binsAreStated() {
    #expect(Self.render("kind: raster\nof: net").svg.contains("mean of the neurons in bins of 5 ms"))
    #expect(Self.render("kind: rate\nof: net\nbin: 20 ms").svg.contains("in bins of 20 ms"))
    #expect(Self.render("kind: rate\nof: net\nkernel: 4 ms").svg.contains("Gaussian bell of standard deviation 4 ms"))
    #expect(
      Self.render("kind: spectrum\nof: net").words.contains("has its highest peak at 11.7 Hz, in steps of 3.91 Hz."))
  }

  @Test func missingCellsAreHatchedAndSaid() {
    let page = Self.render("kind: heatmap\nof: map\ny: first-spike")
    #expect(page.html.contains("no value in 4 of 44 cells: there is no spike"))
    #expect(page.svg.contains("class=\"line muted thin\""))
    // The input lies across, wherever it stands in the sweep.
    #expect(page.file.hasPrefix("I,slow,first-spike\n0,0.01,\n"), "\(page.file.prefix(60))")
    // Values at equal ratios have a logarithmic axis.
    #expect(page.svg.contains("data-y=\"log "))
  }

  @Test func rheobaseIsMarked() {
    let page = Self.render("kind: f-I\nof: f")
    #expect(page.svg.contains("rheobase 0.003"))
    #expect(page.words.contains("The rheobase is at most 0.003."))
  }

  @Test(arguments: [
    ("kind: raster\nof: f", "'f' is a sweep, and 'raster' shows a solve or a network"),
    ("kind: rate\nof: a", "'a' is a solve, and 'rate' shows a network"),
    ("kind: trace\nof: net", "'net' is a network, and 'trace' shows a solve"),
    ("kind: raster\nof: [a, net]", "a figure shows one population by itself"),
    ("kind: raster\nof: net\ny: v", "'y' has no place in 'raster'"),
    ("kind: raster\nof: a\nbin: 5 ms", "bins are for the rate of a population"),
    ("kind: raster\nof: net\nrange: {rates: 0 to 5}", "'raster' has no axis 'rates'"),
    ("kind: raster\nof: net\nrange: {t: 5000 to 6000}", "there is nothing at these times"),
    ("kind: raster\nof: net\nrange: {t: 1000 to 6000}", "there is nothing at these times"),
    ("kind: rate\nof: net\nrange: {t: 1000 to 6000}", "there is nothing at these times"),
    ("kind: trace\nof: a\nrange: {t: 505 to 6000}", "there is nothing to be seen: the solve goes from 0 to 505 ms"),
    ("kind: rate\nof: net\nbin: 1e-9 ms", "'bin' is too short: more than 100000 would fit into the span"),
    ("kind: rate\nof: net\nbin: 5 mV", "expected a time, not a value in mV"),
    ("kind: rate\nof: net\nbin: 5\nkernel: 5", "give 'bin' or 'kernel', not both"),
    ("kind: rate\nof: net\nlog: rate", "'rate' cannot be logarithmic here"),
    ("kind: spectrum\nof: net\nkernel: 5", "'kernel' has no place in 'spectrum'"),
    ("kind: spectrum\nof: net\nbin: 100 ms", "a spectrum wants 32 bins at least, and the time shown has 10 of 100 ms"),
    ("kind: trace\nof: a\nbin: 5", "'bin' has no place in 'trace'"),
    ("kind: trace\nof: a\nat: 5", "'at' has no place in 'trace'"),
    ("kind: trace\nof: a\ncolour: method", "'colour' has no place in 'trace'"),
    ("kind: trace\nof: a\nwhere: {q: 1}", "'where' has no place in 'trace'"),
    ("kind: trace\nof: a\npercent: yes", "nothing is in percent here"),
    ("kind: f-I\nof: f\npercent: yes", "'percent' has no place in 'f-I'"),
    ("kind: f-I\nof: f\nmarks: [spikes]", "'marks' has no place in 'f-I'"),
    ("kind: f-I\nof: f\nagainst: a", "'against' has no place in 'f-I'"),
    ("kind: f-I\nof: map\nwhere: {slow: 0.01}\ny: outcome", "an outcome is a word, and has no place on an axis"),
    ("kind: heatmap\nof: f", "a heat map has two axes of numbers, and only 'I' is left to vary"),
    ("kind: heatmap\nof: map\ny: outcome", "'outcome' is a word, and has no colour"),
    ("kind: heatmap\nof: map\ncontours: [5]", "contour lines are for one measure"),
    ("kind: heatmap\nof: map\ny: rate\ncontours: [5 mV]", "'rate' is not in mV"),
  ]) func whatAFigureCannotShowIsSaid(body: String, message: String) {
    #expect(Self.render(body).messages == [message])
  }

  @Test func sweepsOfOtherThingsAreRefused() {
    let steps =
      SpikeMeasureTests.clock + """
        ```yaml {sweep #s}
        model: clock
        until: 500 ms
        vary: {method: [heun, rk4], step: [1, 2], I: [0, 0.1], n: [0, 1]}
        measure: rate
        ```

        """
    func messages(_ body: String) -> [String] { Self.render("of: s\n\(body)", subjects: steps).messages }
    #expect(
      messages("kind: f-I\nwhere: {n: 0, I: 0}")
        == ["an f-I curve has an input or a parameter on its horizontal axis, not 'step'"])
    #expect(
      messages("kind: f-I\nx: n\nwhere: {step: 1, I: 0}")
        == ["an f-I curve has an input or a parameter on its horizontal axis, and 'n' is an initial value"])
    #expect(messages("kind: heatmap\nx: I\nwhere: {step: 1}") == ["the figure has no place for 'method'"])
    #expect(
      messages("kind: heatmap\nx: method\nwhere: {step: 1, n: 0}")
        == ["a heat map has two axes of numbers, and 'method' has words"])
    #expect(messages("kind: heatmap\nx: I\nwhere: {step: 1, method: rk4}").isEmpty)
    #expect(messages("kind: heatmap\nx: I\nwhere: {step: 1, method: runge-kutta-4}").isEmpty)
  }

  @Test func aPopulationIsAsked() {
    let notebook = Notebook(
      parsing: Source(
        path: "t.md",
        text: Self.subjects + """
          ```yaml {expect}
          - net.neurons == 1000
          - net.rate == 10.4 within 0.5
          - net.excitatory.rate == 8 within 0.5
          - net.inhibitory.rate == 20 within 1
          - net.active > 0.99
          - net.cv == 1 within 0.2
          - net.inhibitory.cv2 == 1 within 0.1
          - net.excitatory.fano == 1 within 0.15
          - net.fano(window = 100) > 1
          - net.peak-rate > 15
          - net.peak-rate(bin = 10) < net.peak-rate(bin = 1)
          - net.peak-frequency == 10 within 2
          - net.count == net.excitatory.count + net.inhibitory.count
          ```
          {{ net.fano(wndow = 3) }}
          """))
    let report = Report(running: Plan(notebook, directives: Directive.catalogue + [.randomPopulation]))
    #expect(report.diagnostics.map(\.message) == ["'fano' takes no 'wndow'"])
  }

  /// `SPIKE_GALLERY=file swift test --filter SpikeFigure` writes every figure to a page for the eye.
  @Test(.enabled(if: environmentVariable("SPIKE_GALLERY") != nil)) func writesEveryFigure() throws {
    let path = try #require(environmentVariable("SPIKE_GALLERY"))
    let text =
      Self.subjects + Self.gallery
      + Self.blocks.map { "```yaml {plot}\nkind: \($0.kind)\n\($0.body)\n```\n\n" }.joined()
    let notebook = Notebook(parsing: Source(path: "gallery.md", text: text))
    let report = Report(running: Plan(notebook, directives: Directive.catalogue + [.randomPopulation]))
    #expect(report.diagnostics.isEmpty, "\(report.diagnostics.map(\.message))")
    try Page(report).html.write(toFile: path, atomically: true, encoding: .utf8)
  }

  /// Real neurons.
  private static let gallery = """
    ```yaml {model #rs}
    like: izhikevich
    input: {I: 100 pA}
    ```
    ```yaml {sweep #real}
    model: rs
    method: rk4
    step: 0.25 ms
    until: 1000 ms
    vary: {I: 0 to 300 pA by 10}
    measure: [rate, latency]
    show: no
    ```
    ```yaml {sweep #plane}
    model: rs
    method: rk4
    step: 0.5 ms
    until: 500 ms
    vary: {I: 0 to 300 pA by 15, d: 20 to 320 log 12}
    measure: [rate, latency, adaptation]
    show: no
    ```
    ```yaml {random-population #large}
    count: 20000
    ```
    ```yaml {plot}
    of: large
    kind: raster
    ```
    ```yaml {plot}
    of: real
    kind: f-I
    ```
    ```yaml {plot}
    of: plane
    kind: heatmap
    y: rate
    contours: [5, 10, 20 Hz]
    ```
    ```yaml {plot}
    of: plane
    kind: heatmap
    y: latency
    ```
    ```yaml {plot}
    of: plane
    kind: heatmap
    columns: 2
    ```

    """
}
