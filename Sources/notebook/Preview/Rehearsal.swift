import Diagnostics
import NotebookKit

/// Makes a page of a small notebook for nobody. A program's first page takes about twice as long as its second: types, tables and
/// parts of libraries are made ready where they are first used. A process that waits for work has time for that.
enum Rehearsal {
  static func run() async {
    let plan = Plan(Notebook(parsing: Source(path: "rehearsal.md", text: notebook)))
    let report = await Report.running(plan, workers: Workers(1), store: .none, stopwatch: nil, progress: { _ in })
    let page = Page(report)
    var made = MadePage()
    made.html = page.html(with: Companion.script)
    made.entry = IndexPage.Entry(page, name: "rehearsal")
    made.anchors = PageAnchor.all(of: report)
    made.messages = report.diagnostics.map { $0.text(colour: false) }
    _ = PreviewLine.made(made).text
  }

  /// One of each that most notebooks have.
  private static let notebook = """
    ---
    title: Rehearsal
    abstract: A page with $x$.
    params: {I: 70 pA}
    ---

    # Goals {#sec-goals}

    Some *prose* with $\\frac{a}{b}$, `code`, [a link](#sec-goals), @fig-trace and {{ one.spikes.count }}[^note].

    - an item

    | a | b |
    |---|--:|
    | x | 1 |

    [^note]: A note.

    ```math {#eq-one}
    \\frac{dv}{dt} = \\sqrt{x_1^2} + \\begin{aligned} a &= b \\end{aligned}
    ```

    ```yaml {model #cell}
    like: izhikevich
    input: {I: params.I*(t >= 10 ms)}
    ```

    ```yaml {solve #one}
    model: cell
    method: explicit-euler
    step: 0.5 ms
    until: 100 ms
    ```

    ```yaml {solve #two}
    model: cell
    method: dormand-prince
    tolerance: 1e-6
    until: 100 ms
    ```

    ```yaml {plot #fig-trace}
    of: [one, two]
    against: exact
    caption: A trace of {{ one.max(v):.1f }}.
    ```

    ```yaml {plot}
    of: one
    kind: phase
    ```

    ```yaml {compare}
    of: [one, two]
    against: two
    measure: [count, mae]
    ```

    ```yaml {expect}
    - one.spikes.count >= 0
    ```
    """
}
