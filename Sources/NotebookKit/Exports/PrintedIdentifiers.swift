/// The names that a browser gives to the heads of tables in a PDF, `(node00000162)`, by which cells refer to them. It numbers them as
/// it happens to come to them; here they are numbered as they stand in the file, so that the same page gives the same bytes.
///
/// A name keeps its length, so that every offset in the file stays right. A file with so many heads that their index has branches is
/// left as it is.
package enum PrintedIdentifiers {
  private static let beginning = Array("(node".utf8)
  private static let digits = 8

  package static func numbered(_ pdf: [UInt8]) -> [UInt8] {
    let names = places(of: beginning, in: pdf).map { $0 + beginning.count..<$0 + beginning.count + digits }
      .filter { $0.upperBound < pdf.count && pdf[$0].allSatisfy { (0x30...0x39).contains($0) } }
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    for name in names where pdf[..<(name.lowerBound - beginning.count)].suffix(4).elementsEqual("/ID ".utf8) {
      if numbers[pdf[name]] == nil { numbers[pdf[name]] = numbers.count + 1 }
    }
    let indices = places(of: Array("/Names [(node".utf8), in: pdf)
    guard let index = indices.first, indices.count == 1, names.allSatisfy({ numbers[pdf[$0]] != nil }),
      let end = pdf[index...].firstIndex(of: UInt8(ascii: "]"))
    else { return pdf }
    var result = pdf
    for name in names { result.replaceSubrange(name, with: text(numbers[pdf[name]] ?? 0)) }
    // `(node00000001) 252 0 R (node00000002) 254 0 R`, in the order of the names.
    let list = index + "/Names [".utf8.count..<end
    let words = result[list].split(separator: 0x20)
    guard words.count % 4 == 0 else { return pdf }
    let entries = stride(from: 0, to: words.count, by: 4).map { first -> [UInt8] in
      Array(words[first..<first + 4].joined(separator: [UInt8(ascii: " ")]))
    }
    let sorted: [UInt8] = Array(
      entries.sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [UInt8(ascii: " ")]))
    guard sorted.count == list.count else { return pdf }
    result.replaceSubrange(list, with: sorted)
    if let limits = places(of: Array("/Limits [(node".utf8), in: pdf).last(where: { $0 < index }) {
      let first = limits + "/Limits [(node".utf8.count
      let last = first + digits + ") (node".utf8.count
      result.replaceSubrange(first..<first + digits, with: text(1))
      result.replaceSubrange(last..<last + digits, with: text(numbers.count))
    }
    return result
  }

  private static func text(_ number: Int) -> [UInt8] {
    let text = Array("\(number)".utf8)
    return Array(repeating: 0x30, count: max(0, digits - text.count)) + text
  }

  private static func places(of text: [UInt8], in pdf: [UInt8]) -> [Int] {
    guard pdf.count >= text.count else { return [] }
    return (0...pdf.count - text.count).filter { pdf[$0] == text[0] && pdf[$0..<$0 + text.count].elementsEqual(text) }
  }
}
