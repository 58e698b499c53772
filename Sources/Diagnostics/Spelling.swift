/// The nearest known word to one that is not known.
package enum Spelling {
  /// The candidate with the fewest edits from `word`, if that is few enough to be what was meant.
  ///
  /// Edits are insertions, deletions, replacements and swaps of neighbours (Damerau 1964); a third of the word's
  /// letters may be wrong, of one letter none, and capitals, hyphens and underscores count for nothing.
  package static func nearest(_ word: String, among candidates: some Sequence<String>) -> String? {
    let plain = plainForm(word)
    let limit = plain.count == 1 ? 0 : max(1, plain.count / 3)
    var best: (candidate: String, edits: Int)?
    for candidate in candidates {
      let edits = distance(plain, plainForm(candidate), limit: best.map { $0.edits - 1 } ?? limit)
      if let edits, edits < best?.edits ?? .max { best = (candidate, edits) }
      if best?.edits == 0 { break }
    }
    return best?.candidate ?? beginning(plain, among: candidates)
  }

  /// The longest candidate that the word begins with, or else the first that begins with the word: `stepsize`, `max`.
  private static func beginning(_ plain: [UInt8], among candidates: some Sequence<String>) -> String? {
    guard plain.count >= 3 else { return nil }
    let known = candidates.map { (word: $0, plain: plainForm($0)) }
    let shorter = known.filter { $0.plain.count >= 3 && plain.starts(with: $0.plain) }
    return shorter.max { $0.plain.count < $1.plain.count }?.word ?? known.first { $0.plain.starts(with: plain) }?.word
  }

  /// The same, or what there is where nothing is near.
  package static func help(_ word: String, among candidates: some Sequence<String>) -> String? {
    if let near = hint(word, among: candidates) { return near }
    let all = Array(candidates)
    if all.isEmpty { return nil }
    // Of many the first ones show what kind they are.
    if all.count > 24 { return "there are \(all.prefix(8).joined(separator: ", ")) and \(all.count - 8) more" }
    return all.count == 1 ? "there is only \(all[0])" : "there are " + all.joined(separator: ", ")
  }

  /// `did you mean 'x'?`, where there is such an x.
  package static func hint(_ word: String, among candidates: some Sequence<String>) -> String? {
    if let several = several(word, among: candidates) { return several }
    return nearest(word, among: candidates).map { "did you mean '\($0)'?" }
  }

  /// Names in quotes of a word processor, and several that are no list: `S, X` and `S X`.
  private static func several(_ word: String, among candidates: some Sequence<String>) -> String? {
    let quotes = word.filter { "“”‘’„".contains($0) }
    let parts = word.filter { !quotes.contains($0) }.split { $0 == "," || $0 == " " }.map(String.init)
    let known = Set(candidates)
    guard !parts.isEmpty, parts.allSatisfy(known.contains), parts.count > 1 || !quotes.isEmpty else { return nil }
    return parts.count > 1
      ? "a list stands in brackets, with commas: [\(parts.joined(separator: ", "))]"
      : "write \(parts[0]) without the quotes, which are typographic ones"
  }

  private static func plainForm(_ word: String) -> [UInt8] {
    word.lowercased().utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: " ") }
  }

  private static func distance(_ a: [UInt8], _ b: [UInt8], limit: Int) -> Int? {
    guard limit >= 0, abs(a.count - b.count) <= limit, a.count <= 64, b.count <= 64 else { return nil }
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) <= limit ? max(a.count, b.count) : nil }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var edits = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { edits = min(edits, beforeLast[j - 2] + 1) }
        row.append(edits)
      }
      (beforeLast, last) = (last, row)
    }
    return last[b.count] <= limit ? last[b.count] : nil
  }
}
