import Diagnostics
import Foundation
import NotebookKit

/// Parameters in a file: lines `name: value`, as front matter has them under `params`, or a flat object of JSON.
enum ParameterFile {
  /// The parameters with the places where they stand.
  ///
  /// - Parameter log: is told of the file.
  static func read(_ path: String, log: ReadLog? = nil) throws(UnreadableNotebook) -> [(name: String, value: Fragment)]
  {
    let bytes: [UInt8]
    do throws(Files.Failure) {
      bytes = try Disk.read(path)
      log?.add(path, bytes)
    } catch {
      log?.add(path, error)
      throw UnreadableNotebook(diagnostic: .error("cannot read '\(path)': \(error.message)", at: nil, hint: error.hint))
    }
    return path.hasSuffix(".json") ? try json(bytes, path) : try lines(Source(path: path, bytes: bytes))
  }

  private static func lines(_ source: Source) throws(UnreadableNotebook) -> [(name: String, value: Fragment)] {
    var found: [(name: String, value: Fragment)] = []
    var start = 0
    for line in source.bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      let range = start..<start + line.count
      start += line.count + 1
      let text = String(decoding: line, as: UTF8.self)
      let bare = text.trimmingCharacters(in: .whitespaces)
      if bare.isEmpty || bare.hasPrefix("#") || bare == "---" { continue }
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")), !text.hasPrefix(" ") else {
        throw UnreadableNotebook(
          diagnostic: .error(
            "expected 'name: value'", at: Fragment(source: source, range: range).location,
            hint: "a file of parameters has one in each line, such as 'I: 70 pA'"))
      }
      let name = String(decoding: line[..<colon], as: UTF8.self).trimmingCharacters(in: .whitespaces)
      var value = range.lowerBound + (colon - line.startIndex) + 1..<range.upperBound
      // A comment begins with a sharp after two spaces.
      if let comment = String(decoding: source.bytes[value], as: UTF8.self).range(of: "  #") {
        let kept = String(decoding: source.bytes[value], as: UTF8.self)[..<comment.lowerBound].utf8.count
        value = value.lowerBound..<value.lowerBound + kept
      }
      let isSpace = { (byte: UInt8) in byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\r") }
      while let first = source.bytes[value].first, isSpace(first) { value = value.dropFirst() }
      while let last = source.bytes[value].last, isSpace(last) { value = value.dropLast() }
      if let other = found.first(where: { $0.name == name }) {
        throw UnreadableNotebook(
          diagnostic: .error(
            "'\(name)' is given twice", at: Fragment(source: source, range: range).location,
            notes: [Diagnostic.Note("first here", at: other.value.location)]))
      }
      found.append((name, Fragment(source: source, range: value)))
    }
    return found
  }

  private static func json(_ bytes: [UInt8], _ path: String) throws(UnreadableNotebook) -> [(
    name: String, value: Fragment
  )] {
    guard let object = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] else {
      throw UnreadableNotebook(
        diagnostic: .error(
          "'\(path)' is no object of JSON", at: nil, hint: "it holds parameters by name: {\"I\": \"70 pA\", \"h\": 0.5}"
        ))
    }
    return try object.keys.sorted().map { name throws(UnreadableNotebook) in
      switch object[name] {
      case let text as String: return (name, Fragment(text, path: path))
      case let number as NSNumber where !isTruth(number): return (name, Fragment("\(number)", path: path))
      default:
        throw UnreadableNotebook(
          diagnostic: .error(
            "'\(name)' in '\(path)' is neither a number nor a text", at: nil,
            hint: "write {\"\(name)\": 70} or {\"\(name)\": \"70 pA\"}"))
      }
    }
  }

  /// JSON's true and false come as numbers too.
  private static func isTruth(_ number: NSNumber) -> Bool {
    String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
  }
}
