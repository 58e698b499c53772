import Diagnostics
import Dynamics
import Foundation
import NotebookKit
import Testing

/// A forgotten line in a catalogue fails here, by file name.
@Suite struct CatalogueTests {
  static func files(_ folder: String) throws -> [String] {
    let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources").appending(path: folder)
    return try FileManager.default.contentsOfDirectory(atPath: sources.path).filter { $0.hasSuffix(".swift") }
      .map { String($0.dropLast(6)) }.sorted()
  }

  /// The name without what separates words: file names are in capitals, names in hyphens.
  static func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }

  static func expectListed(_ names: [String], in folder: String, suffix: String = "", apart others: Set<String> = [])
    throws
  {
    let listed = Set(names.map { plain($0) })
    for file in try files(folder) where !others.contains(file) {
      let name = plain(String(file.dropLast(file.hasSuffix(suffix) ? suffix.count : 0)))
      #expect(listed.contains(name), "\(folder)/\(file).swift is in no catalogue")
    }
    #expect(listed.count == names.count, "two entries of a catalogue have one name")
  }

  /// The example that the list of queries is read off has one result of each kind, and no mistake.
  @Test func theReferenceKnowsWhatCanBeAsked() {
    #expect(ReferenceQueries.plan.diagnostics.filter { $0.severity == .error }.map(\.message) == [])
    for line in [
      "`s.v(number)`", "`fi.rheobase`", "`fit.condition`", "`nn.held-out(v)`", "`net.e`", "`recorded.count`",
    ] {
      #expect(ReferencePage.markdown.contains("- \(line): "), "\(line)")
    }
  }

  @Test func everySolverIsListed() throws {
    try Self.expectListed(Method.catalogue.map(\.name), in: "Dynamics/Solvers")
  }

  @Test func everyDirectiveIsListed() throws {
    try Self.expectListed(
      Directive.catalogue.map(\.name), in: "NotebookKit/Directives", suffix: "Directive",
      apart: [
        "Catalogue", "AxisRange", "PlotSubject", "SeriesNames", "FitKeys", "ModelKeys", "PinnKeys", "PlotKeys",
        "SampleKeys", "SolveKeys", "MeasureKeys",
        "StepKeys",
        "SweepKeys", "SweepReader", "SweepChoices", "SweepGroups",
      ])
  }

  @Test func everyPlotKindIsListed() throws {
    try Self.expectListed(
      PlotKind.catalogue.map(\.name), in: "NotebookKit/PlotKinds",
      apart: [
        "PlotKind", "PlotRequest", "PhasePortrait", "BifurcationDiagram", "CycleMarks", "Segments", "SweepFigure",
        "StabilityRegion",
        "SpikeFigure",
        "SpikeGroup", "ShownNoise", "Nullclines", "DrawnSpikes", "DrawnSamples", "DataFigure", "SweepGrid",
        "SweepLines",
        "NiceNumber",
      ])
  }

  @Test func everyModelIsListed() throws {
    try Self.expectListed(
      BuiltInModel.catalogue.map(\.name), in: "NotebookKit/Models", apart: ["BuiltInModel", "ModelCatalogue"])
  }

  @Test(
    arguments: BuiltInModel.catalogue.flatMap { model in [nil] + model.presets.map { Optional($0.name) }.map { $0 } }
      .indices)
  func everyBuiltInModelReadsAndRuns(index: Int) throws {
    let all = BuiltInModel.catalogue.flatMap { model in
      [(model, nil)] + model.presets.map { (model, Optional($0.name)) }
    }
    let (model, preset) = all[index]
    let text = """
      ```yaml {model #m}
      like: \(model.name)
      \(preset.map { "preset: \($0)" } ?? "")
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 0.0001
      until: 0.05
      ```
      """
    let plan = Plan(Notebook(parsing: Source(path: "m.md", text: text)))
    #expect(plan.diagnostics.isEmpty, "\(model.name) \(preset ?? ""): \(plan.diagnostics.map(\.message))")
    #expect(Report(running: plan).status == .good)
  }

  @Test func namesAndAliasesOfSolversAreUnique() {
    let names = Method.catalogue.flatMap { [$0.name] + $0.aliases }
    #expect(Set(names).count == names.count)
  }

  /// A dash joins the names of people; a hyphen is for what one types.
  @Test func peopleAreJoinedByADash() {
    let titles = Method.catalogue.map(\.title) + BuiltInModel.catalogue.map(\.title)
    #expect(titles.filter { $0.contains(/[A-Z][a-z]+-[A-Z]/) } == [])
    #expect(Method.named("runge-kutta")?.title == "Runge–Kutta 4")
  }

  /// Spikes of the twenty patterns of 2004 in exact arithmetic, where they are known.
  @Test(arguments: [
    ("tonic-spiking", 100, 5), ("phasic-spiking", 200, 1), ("tonic-bursting", 220, 29), ("phasic-bursting", 200, 8),
    ("mixed-mode", 160, 7),
    ("class-1", 300, 10), ("class-2", 300, 18), ("resonator", 400, 1), ("rebound-spike", 200, 1),
    ("rebound-burst", 200, 14),
    ("bistability", 300, 7), ("depolarizing-after-potential", 50, 8), ("accommodation", 400, 1),
    ("inhibition-induced-spiking", 350, 4),
  ]) func firingPatternsFire(preset: String, until: Int, spikes: Int) throws {
    let text = """
      ```yaml {model #m}
      like: izhikevich-2003
      preset: \(preset)
      ```
      ```yaml {solve #s}
      model: m
      method: rk4
      step: 1/512
      until: \(until)
      ```
      ```yaml {expect}
      - s.spikes.count == \(spikes)
      ```
      """
    let report = Report(running: Plan(Notebook(parsing: Source(path: "m.md", text: text))))
    #expect(report.diagnostics.isEmpty, "\(preset): \(report.diagnostics.map(\.message))")
  }
}
