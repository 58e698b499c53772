import Diagnostics

/// Puts the formulas of the author's functions in place of their calls, once all names are known.
extension ModelReader {
  /// How functions are called.
  var signatures: OwnFunction.Signatures {
    Dictionary(functions.entries.map { ($0.name, $0.item.parameters) }) { first, _ in first }
  }

  /// Functions by name.
  var ownFunctions: [String: OwnFunction] {
    Dictionary(functions.entries.map { ($0.name, $0.item) }) { first, _ in first }
  }

  /// - Parameter scope: the names that equations may use, and so functions beside their arguments.
  mutating func insertFunctions(_ scope: ModelScope) {
    guard !functions.entries.isEmpty else { return }
    for entry in functions.entries { checkFunction(entry.item, scope) }
    writeOutFunctions()
    let known = ownFunctions
    var found: [Diagnostic] = []
    mapFormulas { $0.replacingCalls(known, &found) }
    diagnostics += found
  }

  private mutating func checkFunction(_ function: OwnFunction, _ scope: ModelScope) {
    for parameter in function.parameters where Self.reserved.contains(parameter) && parameter != "t" {
      fail("'\(parameter)' has a meaning of its own and cannot be an argument", function.location)
    }
    let found = diagnostics.count
    check(function.body, ModelScope(names: scope.names + function.parameters))
    guard diagnostics[found...].contains(where: { $0.severity == .error }) else { return }
    // What calls it has no mistake of its own.
    var broken = function
    broken.body = Written(Expression(.hole), function.body.fragment)
    functions.set(function.name, broken, function.location)
  }

  /// Functions that call others, in the order in which they do.
  private mutating func writeOutFunctions() {
    var written: [String: OwnFunction] = [:]
    var begun: Set<String> = []
    func writeOut(_ name: String, _ reader: inout ModelReader) {
      guard written[name] == nil, var function = reader.functions[name] else { return }
      guard begun.insert(name).inserted else {
        return reader.fail(
          "'\(name)' calls itself", function.location, hint: "a function is a formula: write what it comes to")
      }
      for case .call(let called, _) in function.body.expression.calls.map(\.node) { writeOut(called, &reader) }
      function.body = function.body.replacingCalls(written, &reader.diagnostics)
      written[name] = function
      reader.functions.set(name, function, function.location)
    }
    for name in functions.names { writeOut(name, &self) }
  }

  /// Says in which function a mistake is that was found where it is called.
  func naming(_ found: [Diagnostic], in written: Written) -> [Diagnostic] {
    let calls = written.shown.calls
    return found.map { diagnostic in
      let call = calls.last { diagnostic.location == written.fragment.location($0.range) }
      guard case .call(let name, _)? = call?.node, let function = functions[name] else { return diagnostic }
      var named = diagnostic
      named.notes.append(Diagnostic.Note("this is what '\(name)' stands for", at: function.location))
      return named
    }
  }
}
