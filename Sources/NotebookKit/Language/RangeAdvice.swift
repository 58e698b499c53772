import Diagnostics
import Markup

/// What to say of a range as other languages write it: `0:50:200`, `0..200`, `0 to 200 step 50`.
enum RangeAdvice {
  /// - Parameter fragment: a single value where numbers are wanted.
  static func wanted(_ fragment: Fragment) -> ListAdvice? {
    let text = fragment.text
    guard let range = range(text) else { return nil }
    return ListAdvice(message: "'\(text)' is no range", hint: "write '\(range)'")
  }

  private static let number = "[-+]?(?:[0-9]+(?:\\.[0-9]+)?|\\.[0-9]+)(?:[eE][-+]?[0-9]+)?"

  private static func range(_ text: String) -> String? {
    func match(_ pattern: String) -> [String]? {
      guard let regex = try? Regex(pattern), let found = text.wholeMatch(of: regex) else { return nil }
      return found.output.dropFirst().map { $0.substring.map(String.init) ?? "" }
    }
    let unit = "( *[A-Za-zµΩ/^0-9]*[A-Za-zµΩ])?"
    // MATLAB's first:step:last, and its first:last.
    if let parts = match("(\(number)):(\(number)):(\(number))\(unit)") {
      return "\(parts[0]) to \(parts[2])\(parts[3]) by \(parts[1])"
    }
    if let parts = match("(\(number)) *(?::|\\.\\.\\.?|…|–) *(\(number))\(unit)") {
      return "\(parts[0]) to \(parts[1])\(parts[2]) by \(step(from: parts[0], to: parts[1]))"
    }
    if let parts = match("(.+) to (.+?),? (?:in steps of|in step of|step|steps|per|every) (.+)") {
      return "\(parts[0]) to \(parts[1]) by \(parts[2])"
    }
    if let parts = match("(.+) to (.+?),? in (\(number)\(unit))") { return "\(parts[0]) to \(parts[1]) by \(parts[2])" }
    if let parts = match("(\(number)) ?- ?(\(number))\(unit) by (.+)") {
      return "\(parts[0]) to \(parts[1])\(parts[2]) by \(parts[3])"
    }
    return nil
  }

  /// Between whole numbers 1, and else a tenth of the way.
  private static func step(from first: String, to last: String) -> String {
    guard let low = Double(first), let high = Double(last), low != low.rounded() || high != high.rounded() else {
      return "1"
    }
    return Digits.compact(abs(high - low) / 10, 3)
  }
}
