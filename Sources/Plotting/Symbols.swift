/// Which letters of a text in a figure are symbols of quantities, and slanted as in formulas: the v of `error of v` and
/// `v-nullcline`, the I of `I = 70 pA`, and neither units nor the article.
struct Symbols {
  private let scalars: [Unicode.Scalar]

  init(_ text: some Sequence<Unicode.Scalar>) { scalars = Array(text) }

  /// One for each scalar.
  var flags: [Bool] {
    var isAside = false
    return scalars.indices.map { index in
      // What is in brackets behind a word is a unit, or a remark.
      if scalars[index] == "(" { isAside = index == 0 || scalars[index - 1] == " " }
      if scalars[index] == ")" { isAside = false }
      return isLone(index) && !isUnit(index) && (isCompared(index) || !isAside && (isApplied(index) || !isWord(index)))
    }
  }

  /// Latin or Greek, and no part of a word or a fraction; an index may follow.
  private func isLone(_ index: Int) -> Bool {
    guard Self.isLetter(scalars[index]), scalars[index] != "π" else { return false }
    let next = scalar(index + 1)
    let hasIndex =
      next == "_" && scalar(index + 2).map { $0.properties.isAlphabetic || $0.properties.numericType != nil } == true
    return (scalar(index - 1).map { Self.parting.contains($0) && $0 != "'" } ?? true)
      && (hasIndex || next.map { Self.parting.contains($0) || Lettering.level(of: $0) != 0 } ?? true)
  }

  /// Behind a number, `per` or `in`.
  private func isUnit(_ index: Int) -> Bool {
    guard scalar(index - 1) == " ", let last = scalar(index - 2) else { return false }
    return last.properties.numericType != nil || ends(index - 1, with: "per") || ends(index - 1, with: "in")
  }

  /// An equality or an inequality follows.
  private func isCompared(_ index: Int) -> Bool {
    scalar(index + 1) == " " && scalar(index + 2).map("=<>≤≥≈".unicodeScalars.contains) == true
  }

  /// An argument or an index follows.
  private func isApplied(_ index: Int) -> Bool {
    scalar(index + 1).map { $0 == "(" || $0 == "_" || Lettering.level(of: $0) != 0 } ?? false
  }

  /// `a`, and capitals, which may be names, unless their place tells that they are quantities.
  private func isWord(_ index: Int) -> Bool {
    let letter = scalars[index]
    guard letter == "a" || letter.properties.isUppercase else { return false }
    let next = scalar(index + 1)
    if index == 0, next == nil || next == " " && scalar(index + 2) == "(" || next == "-" || next == "·" { return false }
    guard ["of", "against", "Re", "Im"].contains(where: { ends(index - 1, with: $0) }) else { return true }
    return next == " " && scalar(index + 2) != "("
  }

  /// Whether a word ends before the place.
  private func ends(_ place: Int, with word: String) -> Bool {
    let word = Array(word.unicodeScalars)
    let start = place - word.count
    return start >= 0 && scalar(place) == " " && Array(scalars[start..<place]) == word
      && (start == 0 || scalars[start - 1] == " ")
  }

  private func scalar(_ index: Int) -> Unicode.Scalar? { scalars.indices.contains(index) ? scalars[index] : nil }

  private static func isLetter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "a"..."z", "A"..."Z", "\u{391}"..."\u{3A9}", "\u{3B1}"..."\u{3C9}": true
    default: false
    }
  }

  private static let parting = Set(" ()|,;:=+−±×·-'".unicodeScalars)
}
