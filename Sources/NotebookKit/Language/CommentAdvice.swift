import Diagnostics

/// What is said of `rk4 # classic`: a `#` behind one space belongs to the text, as in `see #3 # trials`.
extension Diagnostic {
  /// The same, with the comment named where the text it speaks of seems to end in one.
  var namingComment: Diagnostic {
    guard severity == .error, let text = location?.text, message.contains("'\(text)'"),
      let gap = text.ranges(of: " # ").first, !text[..<gap.lowerBound].isEmpty
    else { return self }
    var named = self
    named.hint = "a comment stands behind two spaces: '\(text[..<gap.lowerBound])  # \(text[gap.upperBound...])'"
    return named
  }
}
