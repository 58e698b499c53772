import Foundation
import TestSupport
import Testing

/// A page for each set of parameters.
@Suite struct VaryTests {
  private func project() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(RenderTests.good, to: "n.md")
    return folder
  }

  private func pages(_ folder: TemporaryFolder, in output: String = "output") -> [String] {
    folder.files.filter { $0.hasPrefix(output + "/") && $0.hasSuffix(".html") }.map { String($0.dropFirst(7)) }
  }

  @Test func aListGivesAPageEachAndAnIndex() throws {
    let folder = try project()
    let run = try Command(["render", "n.md", "--vary", "I=60, 70,0.1 nA", "--data", "numbers"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    // A unit at the end is the unit of all, as in notebooks.
    #expect(pages(folder) == ["index.html", "n-I-0.1-nA.html", "n-I-60-nA.html", "n-I-70-nA.html"])
    let index = try folder.read("output/index.html")
    #expect(index.contains("<a href=\"n-I-60-nA.html\">Good</a>") && index.contains(">I = 60 nA</p>"))
    #expect(try folder.read("output/n-I-0.1-nA.html").contains("Spikes: 12."))
    #expect(try folder.read("numbers/n-I-0.1-nA/results.json").contains("\"I\" : 100"))
    #expect(run.error.contains("n.md -> output/n-I-60-nA.html"))
  }

  @Test func aPageIsTheOneThatTheParameterGives() throws {
    let folder = try project()
    #expect(try Command(["render", "n.md", "--vary", "I=60 to 100 by 20", "-j", "8"], in: folder).status == 0)
    #expect(pages(folder) == ["index.html", "n-I-100.html", "n-I-60.html", "n-I-80.html"])
    // A plain number is in the unit that the notebook uses.
    #expect(try folder.read("output/index.html").contains(">I = 60 pA</p>"))
    #expect(try Command(["render", "n.md", "-P", "I=80", "--no-cache", "-o", "single"], in: folder).status == 0)
    #expect(try folder.read("output/n-I-80.html") == folder.read("single/n.html"))
    let again = try Command(["render", "n.md", "--vary", "I=60 to 100 by 20"], in: folder)
    #expect(again.error.ranges(of: "(unchanged, ").count == 4, "\(again.error)")
    #expect(try Command(["check", "n.md", "--vary", "I=60,80"], in: folder).status == 0)
  }

  @Test func aFailureSaysForWhichValues() throws {
    let folder = try TemporaryFolder()
    try folder.write(RenderTests.good + "\n```yaml {expect}\n- euler.spikes.count == 6\n```\n", to: "n.md")
    let run = try Command(["render", "n.md", "--vary", "I=70,80"], in: folder)
    #expect(run.status == 1)
    #expect(run.error.contains("does not hold: euler.spikes.count == 6 (euler.spikes.count is 8) (I = 80)\n"))
    #expect(run.error.ranges(of: "error:").count == 1, "\(run.error)")
    // What is wrong for every set is said once by a check.
    try folder.write(RenderTests.good + "\n```yaml {plot}\nof: rs4\n```\n", to: "n.md")
    let check = try Command(["check", "n.md", "--vary", "I=70,80"], in: folder)
    #expect(check.status == 2 && check.error.contains("1 notebook checked: 1 mistake\n"), "\(check.error)")
  }

  @Test func severalParametersGiveAGrid() throws {
    let folder = try TemporaryFolder()
    let text = RenderTests.good.replacing("{I: 70 pA}", with: "{I: 70 pA, method: euler}")
      .replacing("method: euler\n", with: "method: params.method\n")
    try folder.write(text, to: "n.md")
    let run = try Command(
      ["render", "n.md", "--vary", "I=60 pA to 80 pA by 20 pA", "--vary", "method=[euler, rk4]"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(
      pages(folder) == [
        "index.html", "n-I-60-pA-method-euler.html", "n-I-60-pA-method-rk4.html", "n-I-80-pA-method-euler.html",
        "n-I-80-pA-method-rk4.html",
      ])
  }

  @Test func mistakesAreFoundBeforeAnythingIsWritten() throws {
    let folder = try project()
    try folder.write("# Plain\n", to: "plain.md")
    for (options, message) in [
      (["n.md", "--vary", "J=1,2"], "the notebook has no parameter 'J'"),
      (["n.md", "--vary", "I=60,much"], "parameter 'I' is a number, not 'much'"),
      (["n.md", "--vary", "I=1 mV,2 mV"], "parameter 'I' is in pA, not mV"),
      (["n.md", "plain.md", "--vary", "I=60,80"], "the notebook has no parameter 'I'"),
      (["n.md", "--vary", "I=60,,80"], "a value is missing"), (["n.md", "--vary", "I="], "a value is missing"),
      (["n.md", "--vary", "I=60,60"], "'I = 60' is given twice"),
      (["n.md", "--vary", "I=1e-1,1E-1"], "'I = 1e-1' and 'I = 1E-1' would be one file: '...-I-1E-1.html'"),
      (["n.md", "--vary", "I=1 to 3"], "the range has no step"),
      (["n.md", "--vary", "I=1 to 9 by x"], "expected a step, 'halves' or 'doubles', not 'x'"),
      (["n.md", "--vary", "I=1 to 9000 by 1"], "that is more than 1000 pages"),
      (["n.md", "--vary", "I=1,2", "--vary", "I=3,4"], "'I' varies twice"),
      (["n.md", "--vary", "I"], "'--vary I' gives no values"),
      (["n.md", "--vary", "I=1,2", "-P", "I=3"], "'I' is given by '-P' and varies as well"),
    ] {
      let run = try Command(["render"] + options, in: folder)
      #expect(run.status == 2 && run.error.contains(message), "\(options): \(run.error)")
      #expect(run.error.ranges(of: "error:").count <= 1 || options.contains("I=1 mV,2 mV"), "\(run.error)")
    }
    try folder.write(RenderTests.good, to: "n-I-60.md")
    #expect(!folder.has("output") && !folder.has(".notebook-cache"))
    let clash = try Command(["render", "n.md", "n-I-60.md", "--vary", "I=60"], in: folder)
    #expect(clash.status == 0, "\(clash.error)")
  }

  /// Names hold nothing that leads out of the folder or means something to a shell.
  @Test func valuesBecomeSafeNames() throws {
    let folder = try TemporaryFolder()
    try folder.write("---\nparams: {s: x}\n---\n{{ params.s }}\n", to: "n.md")
    let run = try Command(["render", "n.md", "--vary", "s=../../etc/$HOME `x`,a  b/ü"], in: folder)
    #expect(run.status == 0, "\(run.error)")
    #expect(pages(folder) == ["index.html", "n-s-..-..-etc-HOME-x.html", "n-s-a-b.html"])
  }

  @Test func pagesOfSetsAreVerified() throws {
    let folder = try project()
    let vary = ["n.md", "--vary", "I=60,80"]
    #expect(try Command(["render"] + vary, in: folder).status == 0)
    let good = try Command(["verify"] + vary, in: folder)
    #expect(good.status == 0, "\(good.output)")
    #expect(good.output.contains("n.md (I = 60): output/n-I-60.html is the same, byte for byte\n"))
    let page = try folder.read("output/n-I-80.html")
    try folder.write(folder.read("output/n-I-60.html"), to: "output/n-I-80.html")
    let bad = try Command(["verify"] + vary, in: folder)
    #expect(bad.status == 3)
    #expect(bad.output.contains("n.md (I = 80): parameter 'I': was 60 pA, is 80 pA\n"), "\(bad.output)")
    #expect(try Command(["verify", "--accept"] + vary, in: folder).status == 0)
    #expect(try folder.read("output/n-I-80.html") == page)
  }
}
