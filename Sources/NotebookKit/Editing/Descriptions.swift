import Diagnostics
import Dynamics
import Expressions

extension Directive {
  /// In Markdown: what it does, and its required keys.
  var documentation: String {
    let required = parameters.filter(\.isRequired).map { "`\($0.name)`" }
    return "**\(name)** \(summary)."
      + (required.isEmpty ? "" : "\n\nRequired: \(required.joined(separator: ", ")).")
  }
}

extension AnyParameter {
  /// In Markdown: what it holds and means, and what it is when it is not given.
  var documentation: String {
    let standard = standardText.map { "; `\($0)` if not given" } ?? ""
    return "`\(name)` (\(kindName)\(isRequired ? ", required" : "")): \(meaning)\(standard)"
  }
}

extension ArgumentForm.Word {
  var documentation: String {
    let others = aliases.isEmpty ? "" : " Also \(aliases.map { "`\($0)`" }.joined(separator: ", "))."
    return "**\(name)**" + (meaning.map { ": \($0)" } ?? "") + others
  }
}

extension Analysis {
  /// In a few words: `a solve`, `an equation`.
  func title(of definition: LabelIndex.Definition) -> String {
    switch definition.subject {
    case .still(let kind): kind.rawValue
    case .heading: "a section"
    case .block(let directive): plan.labels[definition.label]?.name ?? "a block '\(directive)'"
    }
  }

  /// In Markdown: what a label stands for, made from what is known without running.
  func description(of definition: LabelIndex.Definition) -> String {
    var lines = ["`\(definition.label)` is \(title(of: definition)), line \(definition.location.line)"]
    if case .heading(let title, _) = definition.subject { lines.append(title) }
    guard case .block = definition.subject, let node = plan.nodes.first(where: { $0.label == definition.label }) else {
      return lines.joined(separator: "\n\n")
    }
    if case .ready(let planned) = node.state {
      let facts = planned.facts
      if let trajectory = facts.trajectory {
        lines.append("\(trajectory.title), of \(trajectory.componentNames.map { "`\($0)`" }.joined(separator: ", "))")
      }
      if let model = facts.model {
        lines.append(
          "```\n\((model.definitions + model.states.map(\.equation)).map(\.written).joined(separator: "\n"))\n```")
      }
      if let data = facts.data {
        lines.append("Columns \(data.columns.map { "`\($0.name)`" }.joined(separator: ", "))")
      }
    } else if let directive = node.directive {
      lines.append("`\(directive.name)` \(directive.summary)")
    }
    return lines.joined(separator: "\n\n")
  }
}

extension Equation {
  /// On one line, divided by what stood before the derivative.
  fileprivate var written: String {
    switch subject {
    case .derivative(let name): "d\(name)/dt = \(rate.text)"
    case .definition(let name): "\(name) = \(rate.text)"
    }
  }
}
