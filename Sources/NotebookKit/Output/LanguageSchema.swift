import Diagnostics

/// The JSON Schema of the bodies of directives and of the front matter, made from the catalogue.
///
/// Draft-07 (Wright, Andrews, Hutton 2018), which the language server of YAML and other editors read. A body that is YAML as
/// well as ours is valid if the kinds of its values fit; units, labels and what belongs together only `notebook check` knows.
package enum LanguageSchema {
  private static let address = "http://json-schema.org/draft-07/schema#"
  private static let frontMatter = "front-matter"

  /// - Parameter name: a directive, or `front-matter`; nothing for all of them, under `definitions`.
  package static func json(_ name: String? = nil) -> JSONValue? {
    guard let name else {
      var all: [String: JSONValue] = [frontMatter: matter]
      for directive in Directive.catalogue { all[directive.name] = body(directive) }
      return .object([
        "$schema": .text(address), "title": .text("notebook"),
        "description": .text("The bodies of directives, by name, and the front matter."), "definitions": .object(all),
      ])
    }
    let schema = name == frontMatter ? matter : Directive.catalogue.first { $0.name == name }.map(body)
    guard case .object(var entries)? = schema else { return nil }
    entries["$schema"] = .text(address)
    return .object(entries)
  }

  package static func hint(_ name: String) -> String? {
    Spelling.hint(name, among: Directive.catalogue.map(\.name) + [frontMatter])
  }

  private static var matter: JSONValue {
    mapping(FrontMatter.keys, "What stands between '---' lines at the top of a notebook.", others: .flag(false))
  }

  private static func body(_ directive: Directive) -> JSONValue {
    var parameters = directive.parameters
    var others = JSONValue.flag(false)
    if let rest = directive.restKey, let form = parameters.first(where: { $0.name == rest })?.form {
      parameters.removeAll { $0.name == rest }
      others = form.form(under: "").map(ArgumentSchema.json) ?? .flag(true)
    }
    let text = "\(directive.name): \(directive.summary)"
    let keys = mapping(parameters, text, others: others)
    guard let list = directive.listKey, let form = parameters.first(where: { $0.name == list })?.form else {
      return keys
    }
    return .object(["description": .text(text), "anyOf": .list([keys, ArgumentSchema.json(form)])])
  }

  private static func mapping(_ parameters: [any AnyParameter], _ text: String, others: JSONValue) -> JSONValue {
    var properties: [String: JSONValue] = [:]
    for parameter in parameters {
      guard case .object(var entries) = ArgumentSchema.json(parameter.form) else { continue }
      let standard = parameter.standardText.map { "; \($0) if not given" } ?? ""
      entries["description"] = .text("\(parameter.kindName): \(parameter.meaning)\(standard)")
      properties[parameter.name] = .object(entries)
    }
    let required = parameters.filter(\.isRequired).map { JSONValue.text($0.name) }
    return .object(
      [
        "type": .text("object"), "description": .text(text), "properties": .object(properties),
        "additionalProperties": others,
      ].merging(required.isEmpty ? [:] : ["required": .list(required)]) { $1 })
  }
}
