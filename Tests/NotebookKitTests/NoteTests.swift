import Testing

@Suite struct NoteTests {
  @Test func notesAreNumberedInTheOrderOfTheText() {
    let page = PageOf("a[^y] b[^x] c[^y]\n\n[^x]: First *x*.\n[^y]: Second $y$.\n")
    #expect(page.messages.isEmpty)
    #expect(
      page.main.contains(
        "a<sup class=\"note-sign\" id=\"note-sign:1\"><a href=\"#note:1\" aria-label=\"Note 1\">1</a></sup> b"))
    #expect(page.main.contains("id=\"note-sign:1:2\""))
    let notes = page.main.split(separator: "<li id=").dropFirst().map(String.init)
    #expect(notes.count == 2)
    #expect(notes[0].hasPrefix("\"note:1\">\n<p>Second <span class=\"bound\"><math"))
    #expect(notes[0].contains("href=\"#note-sign:1\"") && notes[0].contains("href=\"#note-sign:1:2\""))
    #expect(notes[1].hasPrefix("\"note:2\">\n<p>First <em>x</em>."))
  }

  @Test func aNoteMayHaveSeveralParagraphsListsTablesAndCode() {
    let page = PageOf(
      """
      a[^n]

      [^n]: First
      goes on.

          Second.

          - item

          | a |
          |---|
          | 1 |

          ```
          code [^m]: x
          ```

      After the note.
      """)
    #expect(page.messages.isEmpty)
    #expect(page.main.hasPrefix("<p>a<sup"))
    #expect(page.main.contains("<p>After the note.</p>\n<section class=\"notes\""))
    for part in [
      "<p>First\ngoes on.</p>\n<p>Second.</p>\n<ul>\n<li>item</li>\n</ul>\n<div", "<code>code [^m]: x\n</code>",
    ] {
      #expect(page.main.contains(part))
    }
  }

  @Test func oneWordIsNoLinkDefinition() {
    #expect(PageOf("a[^1]\n\n[^1]: word\n").main.contains("<p>word\u{A0}<a class=\"back\""))
  }

  @Test func notesEndParagraphsAndOtherNotes() {
    let page = PageOf("a[^1]\n[^1]: one\n[^2]: two\n# Head\nb[^2]\n")
    #expect(page.messages.isEmpty)
    #expect(page.main.hasPrefix("<p>a<sup") && page.main.contains("<h1 id=\"head\">"))
    #expect(page.main.contains("<p>one\u{A0}") && page.main.contains("<p>two\u{A0}"))
  }

  @Test func notesMayCiteNotesAndStandInCaptionsAndHeadings() {
    let page = PageOf(
      "# Head[^a]\n\n```yaml {data #d}\nrows: [[1, 2]]\ncolumns: {x: number, y: number}\ncaption: Cap[^b]\n```\n\n[^a]: see[^c]\n[^b]: bb\n[^c]: cc\n"
    )
    #expect(!page.messages.contains { $0.contains("footnote") }, "\(page.messages)")
    #expect(page.main.contains("aria-label=\"Note 3\""))
  }

  @Test(arguments: [
    ("a[^x]", "t.md:1:2 there is no footnote 'x'"),
    ("a[^nots]\n\n[^note]: x", "t.md:1:2 there is no footnote 'nots'"),
    ("a\n\n[^x]: b", "t.md:3:3 nothing refers to the footnote 'x'"),
    ("a[^x]\n\n[^x]: b\n[^x]: c", "t.md:4:3 the footnote 'x' is defined twice"),
    ("a[^x]\n\n> [^x]: b", "t.md:3:3 a footnote is defined inside a quote"),
    ("a[^x]\n\n[^x]: b $\\foo$", "t.md:3:10 unknown command '\\foo'"),
    ("a[^x]\n\n[^x]: b\n\n    {{ y }}", "t.md:5:8 unknown result 'y'"),
    ("---\ntitle: \"a[^x]\"\n---\na[^x]\n\n[^x]: b {#}\n\n    @c", "t.md:8:5 nothing is labelled 'c'"),
  ]) func mistakesHaveTheirPlaces(text: String, message: String) {
    #expect(PageOf(text).messages.contains(message), "\(PageOf(text).messages)")
  }

  @Test(arguments: ["`[^x]`", "\\[^x]", "```\n[^x]\n[^x]: y\n```", "[^x](http://y)", "[^ x]", "a [^] b"])
  func otherSignsAreLeftAlone(text: String) {
    let page = PageOf(text)
    #expect(page.messages.isEmpty && !page.main.contains("<sup"), "\(page.messages)")
  }
}
