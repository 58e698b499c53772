import Diagnostics
import Expressions

extension Analysis {
  /// The words that may stand at an offset. All that fit the place are given: the editor picks those that fit the letters.
  package func proposals(at offset: Int) -> [Proposal] {
    let place = EditingPlace(source, at: offset)
    switch place.kind {
    case .nothing: return []
    case .directive:
      return Directive.catalogue.map {
        Proposal(.directive, $0.name, $0.summary, $0.documentation, at: place.word)
      }
    case .prose: return inProse(place)
    case .body(let owner, let path): return inBody(owner, path, place)
    }
  }

  private func inProse(_ place: EditingPlace) -> [Proposal] {
    if place.isInValue { return inFormula(place) }
    guard place.isReference || place.isLink else { return [] }
    let range = place.word
    return labelled(at: range) { definition in
      if case .heading(_, false) = definition.subject { return place.isLink }
      return true
    }
  }

  private func inBody(_ owner: EditingPlace.Owner, _ path: BodyPath, _ place: EditingPlace) -> [Proposal] {
    if let found = afterDot(place) { return found }
    var found: [Proposal] = []
    if path.isKey, place.before.trimmingBlanks.isEmpty { found += keys(owner, path, place) }
    guard path.isValue, let form = owner.form(under: path.keys) else { return found }
    for form in form.alternatives { found += values(form, owner, path, place) }
    return found
  }

  private func keys(_ owner: EditingPlace.Owner, _ path: BodyPath, _ place: EditingPlace) -> [Proposal] {
    let isFollowed = source.bytes.dropFirst(place.word.upperBound).first == UInt8(ascii: ":")
    func key(_ name: String, _ detail: String, _ text: String) -> Proposal {
      Proposal(.key, name, insertion: isFollowed ? name : name + ": ", detail, text, at: place.word)
    }
    if path.keys.isEmpty, !path.isValue {
      let given = BodyEntries(source, around: place.word.lowerBound).names
      return owner.parameters.filter { !given.contains($0.name) }.map {
        key($0.name, $0.kindName + ($0.isRequired ? ", required" : ""), $0.documentation)
      }
    }
    guard let form = owner.form(under: path.keys) else { return [] }
    return form.alternatives.flatMap { form -> [Proposal] in
      switch form {
      case .mapping(let fields, _): return fields.map { key($0.name, "", $0.meaning) }
      case .list(let item):
        return item.alternatives.flatMap { item -> [Proposal] in
          guard case .mapping(let fields, _) = item else { return [] }
          return fields.map { key($0.name, "", $0.meaning) }
        }
      case .byLabel:
        return labels([.trajectory, .model, .sweep, .data], at: place.word).map {
          key($0.name, $0.detail, $0.documentation)
        }
      default: return []
      }
    }
  }

  private func values(
    _ form: ArgumentForm, _ owner: EditingPlace.Owner, _ path: BodyPath, _ place: EditingPlace
  ) -> [Proposal] {
    let range = place.word
    switch form {
    case .word(let words): return words.map { Proposal(.word, $0.name, "", $0.documentation, at: range) }
    case .flag: return ["yes", "no"].map { Proposal(.word, $0, "", at: range) }
    case .label(let kinds, let words):
      let own = ownLabel(at: range.lowerBound)
      return labels(kinds, at: range).filter { $0.name != own }
        + words.map { Proposal(.word, $0.name, "", $0.documentation, at: range) }
    case .preset(let key):
      guard let name = BodyEntries(source, around: range.lowerBound)[key], let model = BuiltInModel.named(name) else {
        return []
      }
      return model.presets.map { Proposal(.word, $0.name, "preset of \(model.name)", at: range) }
    case .list(let item): return item.alternatives.flatMap { values($0, owner, path, place) }
    case .formula: return inFormula(place)
    case .number, .numbers, .whole: return parametersWord(at: range)
    case .prose: return inProse(place)
    case .text where path.keys.count > 1: return parametersWord(at: range)
    case .text, .lines, .mapping, .byLabel, .either: return []
    }
  }

  private func inFormula(_ place: EditingPlace) -> [Proposal] {
    if let found = afterDot(place) { return found }
    return labels(nil, at: place.word).filter { !queries(of: $0.name).isEmpty } + parametersWord(at: place.word)
  }

  private func parametersWord(at range: Range<Int>) -> [Proposal] {
    if plan.parameters.names.isEmpty { return [] }
    return [
      Proposal(.parameter, "params", insertion: "params.", "the notebook's parameters", at: range)
    ]
  }

  /// What may stand behind the dot of the word: parameters, or what can be asked of a result.
  private func afterDot(_ place: EditingPlace) -> [Proposal]? {
    let text = source.text(in: place.word)
    guard let dot = text.lastIndex(of: ".") else { return nil }
    let range = place.word.upperBound - text[text.index(after: dot)...].utf8.count..<place.word.upperBound
    let base = String(text[..<dot])
    if base == "params" {
      return plan.parameters.parameters.map {
        Proposal(.parameter, $0.name, $0.value.text, "a parameter of the notebook", at: range)
      }
    }
    return queries(of: base).map { Proposal(.query, $0.name, $0.form, $0.meaning, at: range) }
  }
}
