import Diagnostics
import NotebookKit
import Testing

@Suite struct VariantTests {
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
  ]) func aWrongMarkIsAnErrorAndShowsStudentsNothing(text: String, message: String) {
    let student = PageOf(text, variant: .student)
    #expect(student.messages.contains(message), "\(student.messages)")
    #expect(!student.html.contains("SECRET"))
    #expect(student.report.status == .mistaken)
    #expect(PageOf(text).messages.contains(message))
  }

  @Test(arguments: [
    "```\n<!-- solution -->\n```", "    <!-- solution -->", "`<!-- solution -->`", "<!-- a comment -->",
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
}
