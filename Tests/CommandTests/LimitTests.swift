import Foundation
import TestSupport
import Testing

/// What goes beyond a limit ends in a message that says which, what was asked, and how to allow it.
@Suite struct LimitTests {
  private static func text(_ matter: String = "", solve: String = "step: 0.001", rest: String = "") -> String {
    """
    ---
    title: x
    \(matter)
    ---
    ```yaml {model #m}
    equations: y' = -y
    initial: {y: 1}
    ```
    ```yaml {solve #s}
    model: m
    method: dormand-prince
    \(solve)
    until: 5
    ```
    \(rest)
    """
  }

  @Test func theCommandGoesOverTheFrontMatterAndThatOverTheStandard() throws {
    let folder = try TemporaryFolder()
    func run(_ text: String, _ options: String...) throws -> Command {
      try folder.write(text, to: "n.md")
      return try Command(["check", "n.md"] + options, in: folder)
    }
    #expect(try run(Self.text()).status == 0)
    let low = try run(Self.text("limits: {steps: 1000}"))
    #expect(low.status == 2)
    #expect(
      low.error.contains("n.md:12:7: error: that is 5000 steps, and the limit is 1000 steps")
        || low.error.contains("n.md:12:7: error: that is 5000 steps, and the limit is 1000"), "\(low.error)")
    #expect(
      low.error.contains(
        "raise the limit: 'limits: {steps: 5000}' in the front matter, or '--limit steps=5000'"), "\(low.error)")
    #expect(try run(Self.text("limits: {steps: 1000}"), "--limit", "steps=1e4").status == 0)
    #expect(try run(Self.text("limits: {steps: 1e4}"), "--limit", "steps=1000").status == 2)
    #expect(try run(Self.text("limits: {points: 100}")).error.contains("that is 5000 points, and the limit is 100"))
    #expect(
      try run(Self.text("limits: {memory: 10 KB}")).error.contains(
        "that is 78.1 KB of results in 5000 steps, and the limit is 10 KB"))
    #expect(try run(Self.text("limits: {memory: 100 KB}")).status == 0)
  }

  /// Each solve is within the limit, and all together are not: the page is the same, whichever came first.
  @Test func resultsTogetherAreBounded() throws {
    let folder = try TemporaryFolder()
    let more = ["heun", "rk4", "ralston"].map {
      "```yaml {solve #\($0)}\nmodel: m\nmethod: \($0)\nstep: 0.001\nuntil: 5\n```\n{{ \($0).y(5) }} {{ s.y(5) }}\n"
    }
    try folder.write(Self.text(rest: more.joined(separator: "\n")), to: "n.md")
    #expect(try Command(["render", "n.md", "--limit", "memory=320KB"], in: folder).status == 0)
    var pages: Set<String> = []
    for jobs in ["1", "2", "8", "8"] {
      let run = try Command(["render", "n.md", "--limit", "memory=200KB", "-j", jobs, "--no-cache"], in: folder)
      #expect(run.status == 1)
      #expect(
        run.error.contains("n.md:9:1: error: the solves of the notebook keep more than 200 KB together"), "\(run.error)"
      )
      #expect(run.error.contains("'--limit memory=400KB'") && run.error.ranges(of: "error:").count == 1)
      pages.insert(try folder.read("output/n.html"))
    }
    #expect(pages.count == 1)
  }

  @Test func limitsThatAreWrongAreTold() throws {
    let folder = try TemporaryFolder()
    for (given, message) in [
      ("{step: 1}", "n.md:3:10: error: there is no limit 'step'"),
      ("{steps: many}", "n.md:3:17: error: expected a whole number of at least 1, not 'many'"),
      ("{steps: 1.5}", "expected a whole number of at least 1"),
      ("{steps: 0}", "expected a whole number of at least 1"),
      ("{memory: 4 pF}", "expected a size such as '4 MB', not '4 pF'"),
      ("{nesting: 300}", "expected a whole number of at least 1, and at most 200"),
      ("{training: 60 s}", "a limit in seconds would give other results on other machines"),
    ] {
      try folder.write(Self.text("limits: \(given)"), to: "n.md")
      let run = try Command(["check", "n.md"], in: folder)
      #expect(run.status == 2 && run.error.contains(message), "\(given): \(run.error)")
    }
    try folder.write(Self.text(), to: "n.md")
    for given in ["steps", "stepp=1", "steps=x", "memory=1 pF"] {
      let run = try Command(["check", "n.md", "--limit", given], in: folder)
      #expect(run.status == 2 && run.error.contains("--limit"), "\(given): \(run.error)")
    }
  }

  @Test func aSolveThatRunsOutOfStepsSaysHowToGoOn() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text(solve: "tolerance: 1e-12"), to: "n.md")
    let run = try Command(["render", "n.md", "--limit", "steps=20"], in: folder)
    #expect(run.status == 1)
    #expect(
      run.error.contains("error: the solve ended: out of steps"))
    #expect(run.error.contains("the limit is 20 steps") && run.error.contains("--limit steps=40"), "\(run.error)")
  }

  /// A limit is no part of what a result is a function of, and never lets one through that it would have refused.
  @Test func limitsAndKeptResultsAgree() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.text(solve: "tolerance: 1e-12", rest: "{{ s.steps }} {{ s.outcome }}"), to: "n.md")
    func render(_ steps: String, _ status: Int32) throws -> String {
      let run = try Command(["render", "n.md", "--limit", "steps=\(steps)"], in: folder)
      #expect(run.status == status, "\(steps): \(run.error)")
      return try folder.read("output/n.html")
    }
    let explain = ["explain", "n.md", "s"]
    let good = try render("1e6", 0)
    #expect(try Command(explain, in: folder).output.hasPrefix("s: reused"))
    // The whole result is there, and is more than this limit allows.
    #expect(try render("20", 1) != good)
    // What ran out of 20 steps is nothing for those who allow 30, and those who allow enough get all.
    #expect(try render("30", 1) != render("20", 1))
    #expect(try render("1e6", 0) == good)
    #expect(try render("1e5", 0) == good)
    try folder.write(
      """
      ```yaml {model #m}
      equations: y' = -y
      initial: {y: 1}
      ```
      ```yaml {sweep #g}
      model: m
      method: dormand-prince
      until: 5
      vary: {tolerance: [1e-3, 1e-12]}
      measure: [steps]
      ```
      {{ g.outcome(tolerance = 1e-3) }} {{ g.outcome(tolerance = 1e-12) }}
      """, to: "n.md")
    let all = try render("1e6", 0)
    #expect(all.contains("finished finished"))
    #expect(try render("20", 0).contains("finished out-of-steps"))
    #expect(try render("1e6", 0) == all)
  }

  @Test func otherLimitsEndInMessagesToo() throws {
    let folder = try TemporaryFolder()
    try folder.write("t,y\n" + String(repeating: "0,1\n", count: 1000), to: "values.csv")
    let data = "```yaml {data #d}\nfile: values.csv\ncolumns: {t: number, y: number}\n```"
    let sweep =
      "```yaml {sweep #g}\nmodel: m\nmethod: heun\nuntil: 1\nvary: {step: 1/4 to 1/64 by halves}\nmeasure: steps\n```"
    let samples = "```yaml {data #d}\nfrom: s\nevery: 0.01\n```"
    let pinn = "```yaml {pinn #p}\nmodel: m\ntrainer: mlp\nuntil: 1\nepochs: {adam: 200}\n```"
    for (limit, rest, message) in [
      ("input=1000", "", "cannot read 'n.md': the file has"),
      ("input=3000", data, "error: the file has 3.91 KB, and the limit is 2.93 KB: 'values.csv'"),
      ("solves=3", sweep, "that is 5 solves, and the limit is 3"),
      ("points=200", samples, "that is 500 samples, and the limit is 200 points"),
      ("epochs=100", pinn, "that is 200 epochs, and the limit is 100"),
      ("nesting=3", "> > > > deep", "quotes and lists are nested 4 deep, and the limit is 3"),
    ] {
      let long = limit == "input=1000" ? String(repeating: "word ", count: 300) : ""
      try folder.write(Self.text(solve: "step: 0.1", rest: rest + long), to: "n.md")
      let run = try Command(["render", "n.md", "--limit", limit], in: folder)
      #expect(run.status > 0 && run.error.contains(message), "\(limit): \(run.error)")
      let name = limit.prefix { $0 != "=" }
      #expect(run.error.contains("'limits: {\(name): ") && run.error.contains("'--limit \(name)="), "\(run.error)")
      #expect(try Command(["render", "n.md", "--no-cache"], in: folder).status == 0)
    }
  }
}
