/// The words that the tool puts between an author's, in the language of the notebook.
package struct PageWords: Sendable, Equatable {
  let figure: String
  let table: String
  let equation: String
  let section: String
  let contents: String
  let references: String
  let solution: String
  let source: String
  /// What stands over boxes: a note, a tip, something important, a warning, a caution.
  let boxes: [String]
  /// Quotation marks.
  let quotes: [String]
  /// Of the cards of models.
  private(set) var model = ModelWords(language: "en")

  /// Whether a paragraph has straight quotation marks, which have become English ones, and none that its author chose.
  func mayQuote(_ text: String) -> Bool {
    quotes != Self.english.quotes && text.contains { "“”".contains($0) } && !text.contains { "„«»".contains($0) }
  }

  /// A text of such a paragraph with the marks of the language.
  func quoted(_ text: String) -> String {
    text.map { $0 == "“" ? quotes[0] : $0 == "”" ? quotes[1] : String($0) }.joined()
  }

  /// The kinds of boxes, in the order of their words.
  static let boxKinds = ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"]

  /// - Parameter language: as `lang` in the front matter has it: `de`, `de-AT`. English words for what is not known.
  init(language: String) {
    let name = language.prefix { $0 != "-" && $0 != "_" }.lowercased()
    self = Self.known[name] ?? Self.english
    model = ModelWords(language: name)
  }

  /// The languages that have words here.
  package static var languages: [String] { known.keys.sorted() }

  private init(
    _ figure: String, _ table: String, _ equation: String, _ section: String, _ contents: String,
    _ references: String, _ solution: String, _ source: String, boxes: [String], quotes: [String]
  ) {
    (self.figure, self.table, self.equation, self.section) = (figure, table, equation, section)
    (self.contents, self.references, self.solution, self.source) = (contents, references, solution, source)
    (self.boxes, self.quotes) = (boxes, quotes)
  }

  private static let english = PageWords(
    "Figure", "Table", "Equation", "Section", "Contents", "References", "Solution", "source",
    boxes: ["Note", "Tip", "Important", "Warning", "Caution"], quotes: ["“", "”"])

  private static let known: [String: PageWords] = [
    "en": english,
    "de": PageWords(
      "Abbildung", "Tabelle", "Gleichung", "Abschnitt", "Inhalt", "Literatur", "Lösung", "Quelltext",
      boxes: ["Hinweis", "Tipp", "Wichtig", "Warnung", "Vorsicht"], quotes: ["„", "“"]),
    "fr": PageWords(
      "Figure", "Tableau", "Équation", "Section", "Sommaire", "Références", "Solution", "source",
      boxes: ["Remarque", "Conseil", "Important", "Avertissement", "Attention"], quotes: ["«\u{A0}", "\u{A0}»"]),
    "es": PageWords(
      "Figura", "Tabla", "Ecuación", "Sección", "Contenido", "Referencias", "Solución", "fuente",
      boxes: ["Nota", "Consejo", "Importante", "Advertencia", "Precaución"], quotes: ["«", "»"]),
    "it": PageWords(
      "Figura", "Tabella", "Equazione", "Sezione", "Indice", "Riferimenti", "Soluzione", "sorgente",
      boxes: ["Nota", "Suggerimento", "Importante", "Avviso", "Attenzione"], quotes: ["«", "»"]),
    "nl": PageWords(
      "Figuur", "Tabel", "Vergelijking", "Paragraaf", "Inhoud", "Literatuur", "Oplossing", "broncode",
      boxes: ["Opmerking", "Tip", "Belangrijk", "Waarschuwing", "Let op"], quotes: ["“", "”"]),
    "pt": PageWords(
      "Figura", "Tabela", "Equação", "Seção", "Conteúdo", "Referências", "Solução", "fonte",
      boxes: ["Nota", "Dica", "Importante", "Aviso", "Cuidado"], quotes: ["“", "”"]),
  ]
}

extension FrontMatter {
  package var words: PageWords { PageWords(language: language) }
}
