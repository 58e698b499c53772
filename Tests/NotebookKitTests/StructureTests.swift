import NotebookKit
import Testing

/// What is said of blocks whose form is wrong, and of what follows from that alone.
@Suite struct StructureTests {
  private static let model = "```yaml {model #m}\nequations: dx/dt = -x\ninitial: {x: 1}\n```\n"

  @Test func whatAnOpenBlockSwallowsIsNotMissed() {
    let page = PageOf(
      Self.model
        + """
        see @fig-v, @eq-a and {{ run.x(1) }}

        ```yaml {values}
        a: 1

        ```yaml {plot #fig-v}
        of: run
        ```

        ```yaml {values}
        b: 1

        ```yaml {solve #run}
        model: m

        $$ x $$ {#eq-a}

        # Name {#sec-name}
        ```

        ```yaml {compare}
        of: run
        at: 1
        ```

        ```yaml {expect}
        - run.x(1) > 0
        ```
        """)
    #expect(page.messages == ["t.md:7:1 the block is never closed", "t.md:14:1 the block is never closed"])
  }

  @Test func aSolveWithoutALabelIsOfNoUse() {
    let page = PageOf(Self.model + "```yaml {solve}\nmodel: m\nmethod: rk4\nstep: 0.1\nuntil: 1\n```\n")
    #expect(page.messages == ["t.md:5:1 this solve has no label, so nothing can ask for it"])
    #expect(page.hints == ["write '{solve #name}'"])
    #expect(page.report.status == .good)
  }
}
