/// What the tool says of a model on its card, in the language of the notebook.
struct ModelWords: Sendable, Equatable {
  private let words: [String]

  /// As the English page has them; the other languages have theirs in this order.
  private static let english = [
    "symbol", "value", "unit", "meaning", "when", "the first time that", "the solve ends", "it is counted", "with",
    "beginning at equilibrium", "then not again for", "held", "After", "and",
  ]

  private static let others: [String: [String]] = [
    "de": [
      "Symbol", "Wert", "Einheit", "Bedeutung", "wenn", "das erste Mal, dass", "die Lösung endet", "wird gezählt",
      "mit", "beginnt im Gleichgewicht", "danach nicht wieder für", "festgehalten", "Nach", "und",
    ],
    "fr": [
      "symbole", "valeur", "unité", "signification", "quand", "la première fois que", "la solution s’arrête",
      "on le compte", "avec", "part de l’équilibre", "puis plus pendant", "maintenu", "D’après", "et",
    ],
    "es": [
      "símbolo", "valor", "unidad", "significado", "cuando", "la primera vez que", "la solución termina", "se cuenta",
      "con", "comienza en equilibrio", "después no de nuevo durante", "fijo", "Según", "y",
    ],
    "it": [
      "simbolo", "valore", "unità", "significato", "quando", "la prima volta che", "la soluzione termina",
      "viene contato", "con", "parte dall’equilibrio", "poi non di nuovo per", "fermo", "Da", "e",
    ],
    "nl": [
      "symbool", "waarde", "eenheid", "betekenis", "als", "de eerste keer dat", "de oplossing eindigt", "wordt geteld",
      "met", "begint in evenwicht", "daarna niet opnieuw gedurende", "vastgehouden", "Naar", "en",
    ],
    "pt": [
      "símbolo", "valor", "unidade", "significado", "quando", "a primeira vez que", "a solução termina", "é contado",
      "com", "começa no equilíbrio", "depois não de novo por", "fixo", "Segundo", "e",
    ],
  ]

  /// - Parameter language: the name without its country.
  init(language: String) { words = Self.others[language] ?? Self.english }

  /// An English word or phrase in the language; itself where it is none of the card's.
  func callAsFunction(_ phrase: String) -> String {
    Self.english.firstIndex(of: phrase).map { words[$0] } ?? phrase
  }
}
