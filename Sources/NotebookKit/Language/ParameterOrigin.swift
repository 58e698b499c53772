import Diagnostics

extension ArgumentReading {
  /// `params.h is -1 (from -P h=-1)`, for a value that names parameters: what they are, and where that was said.
  func origin(of value: BodyValue) -> String? {
    guard let text = value.fragment?.text else { return nil }
    let parts = parameters.parameters.filter { parameter in
      text.matches(of: #/params\.([\p{L}\p{N}_-]+)/#).contains { String($0.output.1) == parameter.name }
    }.map { "params.\($0.name) is \($0.value.text) (\($0.origin))" }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }
}

extension NotebookParameters.Parameter {
  /// Where the value was given.
  fileprivate var origin: String {
    guard original != nil else { return "from the front matter, line \(value.location.line)" }
    let path = value.source.path
    if path.hasPrefix("-P ") {
      return "from \(path)=\(given ?? value.text)"
    }
    return "from \(path)"
  }
}
