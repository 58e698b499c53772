import Diagnostics
import NotebookKit
import TestSupport
import Testing

@Suite struct VariantTests {
  /// On the page a solution is folded, where its marks stand side by side; a student's page has nothing of it.
  @Test func solutionsAreFolded() {
    let text = """
      1. How much?

         <!-- solution -->
         Six.

         - a list
         <!-- /solution -->

      2. Why?
         <!-- solution -->
         So.
         <!-- /solution -->
      """
    let page = PageOf(text)
    #expect(page.messages.isEmpty)
    let folds = page.main.matches(of: #/(?s)<details class="folded"><summary>Solution<\/summary>(.*?)<\/details>/#)
    #expect(folds.count == 2)
    #expect(folds.first?.output.1.contains("Six.") == true && folds.first?.output.1.contains("<li>a list</li>") == true)
    #expect(folds.last?.output.1.contains("So.") == true)
    #expect(!PageOf(text, variant: .student).main.contains("<details"))
    // One mark in a list and one behind it: no fold, and nothing is lost.
    let odd = PageOf("- a\n\n  <!-- solution -->\n  Six.\n\n<!-- /solution -->\n\nend")
    #expect(!odd.main.contains("<details") && odd.main.contains("Six."))
  }

  static let notebook = """
    ---
    title: Exercises
    number-sections: yes
    params: {x: 3}
    ---
    # One {#sec-one}

    Find $x$.

    <!-- solution -->
    SECRET-TEXT {{ params.x }}[^s] ![SECRET-ALT](secret.svg) [@secret2000]

    ```math {#eq-secret}
    SECRETEQ
    ```

    ```yaml {data #secret-data}
    columns: {x: number}
    rows: [[SECRET]]
    ```

    ```yaml {expect}
    - params.x == 4
    ```

    # SECRET-HEADING
    <!-- /solution -->

    <!-- student -->
    Your answer: STUDENT-TEXT

    $$ y $$ {#eq-student}
    <!-- /student -->

    - in a list

      <!-- solution -->
      - SECRET-ITEM
      <!-- /solution -->

    - still

    > quoted
    > <!-- solution -->
    > SECRET-QUOTE
    > <!-- /solution -->
    > more

    # Two {#sec-two}

    ```math {#eq-last}
    z
    ```

    See @eq-last, @sec-two, a note[^n].

    [^s]: SECRET-NOTE
    [^n]: shown
    """

  @Test func noByteOfASolutionIsInTheStudentsPage() {
    let page = PageOf(Self.notebook, variant: .student)
    #expect(page.report.status == .good, "\(page.messages)")
    #expect(!page.html.contains("SECRET") && !page.html.lowercased().contains("secret"))
    #expect(!page.html.contains("solution"))
    #expect(page.main.contains("STUDENT-TEXT"))
    #expect(page.report.notebook.prose.calls.isEmpty)
  }

  @Test func theInstructorSeesSolutionsAndWhatIsWrongInThem() {
    let page = PageOf(Self.notebook, variant: .instructor)
    #expect(page.html.contains("SECRET-TEXT") && page.html.contains("SECRET-NOTE"))
    #expect(!page.html.contains("STUDENT-TEXT"))
    #expect(page.messages.contains { $0.contains("there is no such file: 'secret.svg'") })
  }

  @Test func numbersAgreeInBothVariants() {
    for variant in Variant.allCases {
      let main = PageOf(Self.notebook, variant: variant).main
      #expect(main.contains("<a class=\"ref\" href=\"#eq-last\">Equation\u{A0}3</a>"))
      #expect(main.contains("<a class=\"ref\" href=\"#sec-two\">Section\u{A0}3</a>"))
      #expect(main.contains("<span class=\"section-number\">3</span> Two"))
      #expect(main.contains("<li id=\"note:2\"\(variant == .student ? " value=\"2\"" : "")>"))
    }
  }

  @Test func blocksAroundAPartAreTheSame() {
    let main = PageOf(Self.notebook, variant: .student).main
    #expect(main.contains("<blockquote>\n<p>quoted</p>\n<p>more</p>\n</blockquote>"))
    #expect(main.contains("<li>\n<p>in a list</p>\n</li>\n<li>\n<p>still</p>\n</li>"))
  }

  @Test(arguments: [
    ("<!-- solution -->\nSECRET", "t.md:1:1 '<!-- solution -->' is never ended"),
    ("SECRET\n<!-- /solution -->", "t.md:2:1 '<!-- /solution -->' ends nothing"),
    ("<!-- solution -->\nSECRET\n<!-- /student -->", "t.md:3:1 '<!-- /student -->' ends nothing"),
    ("<!-- soluton -->\nSECRET\n<!-- /solution -->", "t.md:1:1 '<!-- soluton -->' is nearly a mark, and means nothing"),
    (
      "<!-- Solution -->\nSECRET\n<!-- end solution -->",
      "t.md:1:1 '<!-- Solution -->' is nearly a mark, and means nothing"
    ),
    ("<!-- solution to 3 -->\nSECRET", "t.md:1:1 '<!-- solution to 3 -->' is nearly a mark, and means nothing"),
    (
      "a <!-- solution -->\nSECRET\n<!-- /solution -->", "t.md:1:3 '<!-- solution -->' does not stand alone on its line"
    ),
    (
      "- <!-- solution -->\n  SECRET\n  <!-- /solution -->",
      "t.md:1:3 '<!-- solution -->' does not stand alone on its line"
    ),
    ("<!-- solution --> SECRET\n<!-- /solution -->", "t.md:1:1 '<!-- solution -->' does not stand alone on its line"),
    (
      "<!-- solution -->\n<!-- solution -->\nSECRET\n<!-- /solution -->",
      "t.md:2:1 a part inside another: 'solution' in 'solution'"
    ),
    ("<!-- solution -->\n```\nSECRET\n<!-- /solution -->\nx", "t.md:1:1 '<!-- solution -->' is never ended"),
    (
      "```\ncode\n\n<!-- solution -->\nSECRET\n<!-- /solution -->\n\n```\nmore\n```",
      "t.md:4:1 '<!-- solution -->' stands in a listing"
    ),
    ("x\n\n    <!-- solution -->\n    SECRET", "t.md:3:5 '<!-- solution -->' stands in a listing"),
    (
      "---\nabstract: <!-- solution --> SECRET\n---\n", "t.md:2:11 '<!-- solution -->' does not stand alone on its line"
    ),
  ]) func aWrongMarkIsAnErrorAndShowsStudentsNothing(text: String, message: String) {
    let student = PageOf(text, variant: .student)
    #expect(student.messages.contains(message), "\(student.messages)")
    #expect(!student.html.contains("SECRET"))
    #expect(student.report.status == .mistaken)
    #expect(PageOf(text).messages.contains(message))
  }

  @Test(arguments: [
    "```markdown\n<!-- solution -->\n```", "~~~ md\n<!-- solution -->\n~~~", "`<!-- solution -->`",
    "<!-- a comment -->",
    "```\n<!-- include: x.md -->\n```",
    "<!-- TODO: write the solution -->",
  ])
  func otherCommentsAndListingsMeanNothing(text: String) {
    #expect(PageOf(text).messages.isEmpty)
  }

  @Test func whatTheOtherVariantHoldsIsSaidSo() {
    let page = PageOf("@eq-a\n\n<!-- solution -->\n$$ x $$ {#eq-a}\n<!-- /solution -->\n", variant: .student)
    #expect(page.messages == ["t.md:1:1 'eq-a' stands in a part that the student's variant leaves out"])
  }

  @Test func aPartMayBeIncludedAndAnIncludeMayStandInAPart() {
    let files = [
      "parts/answer.md": "SECRET\n\n![x](missing.png)\n",
      "parts/all.md": "<!-- solution -->\nSECRET\n<!-- /solution -->\nopen\n",
    ]
    let text =
      "<!-- solution -->\n<!-- include: parts/answer.md -->\n<!-- /solution -->\n<!-- include: parts/all.md -->\n"
    let student = PageOf(text, texts: files, variant: .student)
    #expect(student.messages.isEmpty && student.main == "<p>open</p>\n")
    #expect(student.report.notebook.files.map(\.path) == ["parts/all.md"])
    let instructor = PageOf(text, texts: files)
    #expect(instructor.messages == ["parts/answer.md:3:6 there is no such file: 'missing.png'"])
  }

  /// Whatever stands around and inside a solution, students do not see it.
  @Test func noTextAroundASolutionShowsIt() {
    var random = SplitMix64(seed: 5)
    let pieces = [
      "text\n", "\n", "\n\n", "- item\n", "  ", "> ", "```\n", "```yaml {values #a}\nx: 1\n```\n", "~~~\n", "# H\n",
      "$$\n",
      "<div>\n", "| a |\n|---|\n| 1 |\n", "    ", "[^a]: n\n", "[^a]", "<!-- c\n", "-->\n", "`", "*", "1. ",
      "<!-- student -->\n", "<!-- /student -->\n", "> [!NOTE]\n",
    ]
    func some(_ limit: Int) -> String {
      (0..<Int.random(in: 0..<limit, using: &random)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &random)]
      }
      .joined()
    }
    var shown = 0
    for _ in 0..<1500 {
      let inside = some(4) + "SECRET " + some(3)
      let text = some(6) + "<!-- solution -->\n" + inside + "\n<!-- /solution -->\n" + some(6)
      let page = PageOf(text, variant: .student)
      #expect(!page.main.contains("SECRET"), "\(text)")
      shown += page.report.status == .good ? 1 : 0
    }
    #expect(shown > 100)
  }
}
