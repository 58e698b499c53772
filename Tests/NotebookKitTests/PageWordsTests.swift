import NotebookKit
import Testing

/// The tool's own words on a page, in the language of the notebook.
@Suite struct PageWordsTests {
  private static let text = """
    # Teil {#sec-a}

    Siehe @fig-y, @eq-a und @sec-a.

    ```math {#eq-a}
    a = b
    ```

    ```yaml {model #m}
    like: decay
    ```

    ```yaml {solve #s}
    model: m
    method: rk4
    step: 0.5
    until: 1
    ```

    ```yaml {plot #fig-y}
    of: s
    caption: Ein Zerfall.
    ```

    > [!WARNING]
    > Achtung.

    <!-- solution -->
    Ja.
    <!-- /solution -->

    # Ende

    """

  @Test func aGermanPageSpeaksGerman() {
    let page = PageOf("---\nlang: de-AT\n---\n" + Self.text)
    #expect(page.messages.isEmpty, "\(page.messages)")
    for part in [
      ">Abbildung\u{A0}1</a>", ">Abbildung\u{A0}1.</a>", ">Gleichung\u{A0}1</a>", ">Abschnitt „Teil“</a>",
      "<p class=\"alert-name\">Warnung</p>", "<summary>Lösung</summary>", "<summary>Quelltext</summary>",
    ] { #expect(page.main.contains(part), "\(part)\n\(page.main)") }
    #expect(page.html.contains("<summary>Inhalt</summary>"))
    #expect(!page.main.contains("Figure") && !page.main.contains("Solution") && !page.main.contains("Section"))
  }

  @Test(arguments: ["en", "eo"]) func otherPagesSpeakEnglish(language: String) {
    let page = PageOf("---\nlang: \(language)\n---\n" + Self.text)
    #expect(page.main.contains(">Figure\u{A0}1</a>") && page.main.contains("<summary>Solution</summary>"))
  }

  /// Straight marks become those of the language; what an author set stays.
  @Test func quotationMarksOfTheLanguage() {
    #expect(PageOf("---\nlang: de\n---\nEin *\"kleines*\" \"Wort\".").text.contains("Ein „kleines“ „Wort“."))
    #expect(PageOf("---\nlang: de\n---\nSchon „*gesetzt*“.").text.contains("Schon „gesetzt“."))
    #expect(PageOf("---\nlang: de\n---\nEin \"Wort\".").text.contains("Ein „Wort“."))
    #expect(PageOf("---\nlang: fr\n---\nUn \"mot\".").text.contains("Un « mot »."))
    #expect(PageOf("A \"word\".").text.contains("A “word”."))
  }

  @Test func theCardOfAModelSpeaksTheLanguage() {
    let model = """
      ```yaml {model #m}
      equations: dx/dt = -k*x
      parameters: {k: 0.5}
      meanings: {k: Zerfallsrate}
      initial: {x: 1}
      events:
        low: {when: x < 0.5}
        last: {when: x < 0.1, once: yes, stop: yes}
      ```
      """
    let card = PageOf("---\nlang: de\n---\n" + model).text
    for part in [
      "Symbol", "Wert", "Bedeutung", "low, wenn", "wird gezählt", "last, das erste Mal, dass", "die Lösung endet",
      "mit x",
    ] {
      #expect(card.contains(part), "\(part) in \(card)")
    }
    let english = PageOf(model).text
    for part in ["symbol", "value", "meaning", "low, when", "it is counted", "the solve ends", "with x"] {
      #expect(english.contains(part), "\(part) in \(english)")
    }
  }

  @Test func theWordBeforeAReferenceIsTakenForADoubleInAnyLanguage() {
    let page = PageOf("---\nlang: fr\n---\n\nvoir Tableau @eq-a\n\n```math {#eq-a}\na\n```\n")
    #expect(page.messages.contains { $0.contains("'Tableau' stands before") }, "\(page.messages)")
  }

  /// The key's description names them.
  @Test func everyLanguageIsNamedInTheReference() {
    let keys = FrontMatter.keys.first { $0.name == "lang" }
    for language in PageWords.languages { #expect(keys?.meaning.contains(language) == true) }
  }
}
