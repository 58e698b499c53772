import NotebookKit
import Testing

@Suite struct BibliographyTests {
  static let bib = #"""
    Comments stand between entries.
    @string{nn = "IEEE Trans. " # {Neural Networks}}
    @article{izhikevich2003,
      author = {Izhikevich, Eugene M.}, title = "Simple Model of {Spiking} Neurons", journal = nn,
      volume = 14, number = 6, pages = {1569--1572}, year = 2003, doi = {10.1109/TNN.2003.820440},
    }
    @book{Hairer:1993, author = {Ernst Hairer and Syvert P. N{\o}rsett and Gerhard Wanner}, title = {Solving {ODE}s {I}},
      publisher = {Springer}, year = {1993}, edition = 2}
    @article{hh, author = {A. L. Hodgkin and A. F. Huxley}, title = {A quantitative $\mu$ description}, journal = {J. Physiol.}, year = 1952}
    @misc{poincare_1, author = {Poincar\'e, Henri and others}, title = {What?}, year = 1890, url = {https://x.org/a_b?c=1&d=2}}
    @misc{poincare_2, author = {Poincar{\'{e}}, Henri and others}, title = {Why?}, year = 1890}
    @techreport{who, author = {{World Health Organization}}, title = {Health}, institution = {WHO}}
    @incollection{rinzel, author = {Rinzel, J. and Ermentrout, G. Bard}, editor = {Koch, C.}, title = {Analysis}, booktitle = {Methods}, publisher = {MIT Press}, pages = {251-291}, year = 1998}
    """#
  static let json = """
    [{"id": "euler", "type": "book", "author": [{"family": "Euler", "given": "Leonhard"}], "title": "Institutiones",
      "issued": {"date-parts": [[1768, 1]]}, "publisher": "St. Petersburg", "DOI": "https://doi.org/10.1000/x"},
     {"id": "b", "author": [{"literal": "A \\u00e9 Group"}], "title": "T", "issued": {"raw": "in 1999"}}]
    """

  static func page(_ text: String) -> PageOf {
    PageOf(
      "---\nbibliography: [refs.bib, more.json]\n---\n" + text,
      texts: ["refs.bib": bib, "more.json": json])
  }

  @Test(arguments: [
    ("[@izhikevich2003]", "(Izhikevich, 2003)"), ("[@izhikevich2003, p. 3]", "(Izhikevich, 2003, p.\u{A0}3)"),
    ("[@hh; @Hairer:1993, sec. II.1]", "(Hodgkin &amp; Huxley, 1952; Hairer et al., 1993, sec.\u{A0}II.1)"),
    ("@hh say", "Hodgkin &amp; Huxley\u{A0}(1952) say"), ("@Hairer:1993: see", "Hairer et al.\u{A0}(1993): see"),
    ("see @Hairer:1993.", "see Hairer et al.\u{A0}(1993)."),
    ("Hodgkin [-@hh, p. 3; see -@euler]", "Hodgkin (1952, p.\u{A0}3; see 1768)"),
    ("[@poincare_1; @poincare_2]", "(Poincaré et al., 1890a; Poincaré et al., 1890b)"),
    ("[see also @hh, p. 2; and\n@euler]", "(see also Hodgkin &amp; Huxley, 1952, p.\u{A0}2; and Euler, 1768)"),
    ("[a@hh]", "[a@hh]"), ("[x `y` @hh]", "[x <code>y</code> Hodgkin &amp; Huxley\u{A0}(1952)]"),
    ("[@who]", "(World Health Organization, n.d.)"), ("[@rinzel]", "(Rinzel &amp; Ermentrout, 1998)"),
    ("[@euler; @b]", "(Euler, 1768; A é Group, 1999)"), ("*[@hh]*", "<em>(Hodgkin &amp; Huxley, 1952)</em>"),
    ("| a |\n|---|\n| [@hh] |", "<td>(Hodgkin &amp; Huxley, 1952)</td>"),
    // Labels win over keys; where both stand in brackets, each is what it is.
    ("# H {#hh}\n\n[@hh] and @hh", "[Section “H”] and Section “H”"),
    ("# H {#sec-h}\n\n[@sec-h; @euler]", "(Section “H”; Euler, 1768)"),
  ]) func citations(text: String, expected: String) {
    let page = Self.page(text)
    #expect(page.messages.isEmpty, "\(page.messages)")
    let plain = page.main.replacing(#/<a class="ref"[^>]*>|</a>/#, with: "")
    #expect(plain.contains(expected), "\(plain)")
  }

  @Test(arguments: [
    (
      "[@izhikevich2003]",
      "Izhikevich, E.\u{A0}M. (2003). Simple Model of Spiking Neurons. <cite>IEEE Trans. Neural Networks</cite>, 14(6), 1569–1572. <a href=\"https://doi.org/10.1109/TNN.2003.820440\">doi:10.1109/TNN.2003.820440</a>"
    ),
    (
      "[@Hairer:1993]",
      "Hairer, E., Nørsett, S.\u{A0}P. &amp; Wanner, G. (1993). <cite>Solving ODEs I</cite> (2nd ed.). Springer."
    ),
    (
      "[@poincare_1]",
      "Poincaré, H., et al. (1890). <cite>What?</cite> <a href=\"https://x.org/a_b?c=1&amp;d=2\">https://x.org/a_b?c=1&amp;d=2</a>"
    ),
    ("[@who]", "World Health Organization (n.d.). <cite>Health</cite>. WHO."),
    (
      "[@rinzel]",
      "Rinzel, J. &amp; Ermentrout, G.\u{A0}B. (1998). Analysis. In <cite>Methods</cite>, 251–291. MIT Press."
    ),
    (
      "[@euler]",
      "Euler, L. (1768). <cite>Institutiones</cite>. St. Petersburg. <a href=\"https://doi.org/10.1000/x\">doi:10.1000/x</a>"
    ),
    ("[@hh]", "<math"),
  ]) func theListShowsTheWorksThatAreCited(text: String, expected: String) {
    let list = String(Self.page(text).main.split(separator: "<section class=\"works\"").last ?? "")
    #expect(list.contains(expected), "\(list)")
    #expect(list.matches(of: #/<li/#).count == 1)
  }

  @Test func theListIsSortedAndHasItsHeadingOnce() {
    let main = Self.page("## A\n\n@izhikevich2003 @hh @euler\n\n## References\n").main
    #expect(main.matches(of: #/>References</#).count == 1)
    let order = main.matches(of: #/<li id="work:([^"]*)">/#).map { String($0.output.1) }
    #expect(order == ["euler", "hh", "izhikevich2003"])
  }

  @Test(arguments: [
    (
      "[@izhikevich2004]", "t.md:4:3 nothing is labelled or cited as 'izhikevich2004'", "did you mean 'izhikevich2003'?"
    ),
    ("@Foo", "t.md:4:2 nothing is labelled or cited as 'Foo'", "the bibliography has no such key"),
    ("[@hh; @hhh, p. 2]", "t.md:4:8 nothing is labelled or cited as 'hhh'", "did you mean 'hh'?"),
  ]) func unknownKeysAreErrors(text: String, message: String, hint: String) {
    let page = Self.page(text)
    #expect(page.messages == [message], "\(page.messages)")
    #expect(page.hints == [hint])
  }

  @Test func withoutABibliographyBracketsAskForOneAndNamesAreText() {
    #expect(PageOf("[@Foo]").hints == ["works are named in a file: 'bibliography: references.bib' in the front matter"])
    let page = PageOf("ask @Foo_bar")
    #expect(page.messages.isEmpty && page.main == "<p>ask @Foo_bar</p>\n")
  }

  @Test(arguments: [
    ("@book{a, title = {x}\n@book{b, title = {y}}", "refs.bib:2:1 expected '"),
    ("@book{a, title = {x", "refs.bib:1:18 the value is never closed"),
    ("@book{a, title {x}}", "refs.bib:1:10 expected '=' behind 'title'"),
    ("@book{, title = {x}}", "refs.bib:1:1 the entry has no key"),
    ("@book{a, title = }", "refs.bib:1:18 expected a value"),
    ("@book{a, title = foo}", "refs.bib:1:18 no string is called 'foo'"),
    ("@book{a, year = 1}", "refs.bib:1:7 'a' has neither an author nor a title"),
    ("@book{a, title={x}}\n@book{a, title={y}}", "refs.bib:2:7 the key 'a' is given twice"),
    ("nothing", "refs.bib:1:1 the bibliography has no entries"),
    ("[{\"id\": \"a\", \"title\": x}]", "refs.bib:1:23 'x' is no value of JSON"),
    ("[{\"id\": \"a\"", "refs.bib:1:2 '{' is never closed"),
    ("[{\"title\": \"a\"}]", "refs.bib:1:2 the work has no \"id\""),
    ("[{\"id\": \"a\" \"b\": 1}]", "refs.bib:1:13 expected ',' or '}'"), ("[1]", "refs.bib:1:2 expected a work"),
    ("[{\"id\": \"a\", \"author\": \"E\"}]", "refs.bib:1:24 expected a list of names"),
    ("[] x", "refs.bib:1:4 text behind the end"),
    ("[{\"id\": \"a\\q\"}]", "refs.bib:1:11 an escape that JSON does not know"),
    (String(repeating: "[", count: 100_000), "refs.bib:1:66 lists and objects are nested"),
    ("@a{b, c = " + String(repeating: "{", count: 100_000), "refs.bib:1:11 the value is never closed"),
  ]) func mistakesInTheFileHaveTheirPlaces(bib: String, message: String) {
    let page = PageOf("---\nbibliography: refs.bib\n---\n", texts: ["refs.bib": bib])
    #expect(page.messages.contains { $0.hasPrefix(message) }, "\(page.messages)")
  }

  @Test func aMissingFileIsAnError() {
    #expect(PageOf("---\nbibliography: refs.bib\n---\n").messages == ["t.md:2:15 there is no such file: 'refs.bib'"])
  }
}
