import Diagnostics
package import Expressions

/// What a directive may look at while its plan is made: the parameters, and what is known of the results it names.
package struct Planning {
  let parameters: NotebookParameters
  var facts: [String: Facts]
  let labels: [String: ResultKind]
  let surroundings: Surroundings
  /// Where random draws begin that are given no seed of their own.
  let seed: Int
  let limits: Limits
  var diagnostics: [Diagnostic] = []
  /// Whether numbers of models are still to be found: what depends on them is checked once they are.
  var awaitsNumbers = false

  /// The text of a file that the notebook names.
  mutating func source(_ path: Fragment) -> Source? {
    do throws(Files.Failure) {
      return Source(
        path: surroundings.shown(path.text, in: path.source), bytes: try surroundings.read(path.text, in: path.source))
    } catch {
      fail("\(error.message): '\(path.text)'", at: path.location, hint: error.hint)
      return nil
    }
  }

  mutating func fail(_ message: String, at location: Location, hint: String? = nil) {
    diagnostics.append(.error(message, at: location, hint: hint))
  }

  /// Each warning once, also where many points of a sweep give rise to it.
  mutating func warn(_ message: String, at location: Location, hint: String? = nil) {
    let warning = Diagnostic.warning(message, at: location, hint: hint)
    if !diagnostics.contains(warning) { diagnostics.append(warning) }
  }

  /// Labels alone stand for a result, or with a dot for a part of one. What has several curves is drawn part by part.
  mutating func check(_ naming: LabelNaming) {
    for reference in naming.fits where facts[reference.label].map({ !$0.hasFoundNumbers && $0.parts.isEmpty }) ?? false
    {
      fail(
        "'\(reference.label)' finds no numbers of its model", at: reference.location,
        hint: "'model' wants a model, a fit, or a training with 'task: inverse'")
    }
    for reference in naming.wholes {
      let parts = facts[reference.owner]?.parts.map(\.name) ?? []
      let listed = parts.prefix(8).map { "'\(reference.owner).\($0)'" }.joined(separator: ", ")
      if reference.owner != reference.label, facts[reference.label] == nil {
        fail(
          parts.isEmpty
            ? "'\(reference.owner)' has no parts" : "unknown part '\(reference.label)'", at: reference.location,
          hint: parts.isEmpty
            ? facts[reference.owner]?.network != nil
              ? "populations are asked for in text and measures; a figure shows the whole network: write '\(reference.owner)'"
              : "only data in groups and fits of several recordings have: write '\(reference.owner)'"
            : Spelling.hint(reference.label, among: parts.map { "\(reference.owner).\($0)" }) ?? "there are \(listed)")
      } else if reference.owner == reference.label, !parts.isEmpty, labels[reference.label] == .trajectory {
        fail(
          "'\(reference.label)' has \(parts.count) recording\(parts.count == 1 ? "" : "s"), \(parts.count == 1 ? "" : "each ")with a curve of its own",
          at: reference.location,
          hint: "name one of them: \(listed)")
      }
    }
  }

  /// What to do about the label of a result in a formula of a model, which knows none.
  mutating func adviseOnResults() {
    diagnostics = diagnostics.map { found in
      guard let place = found.location, labels[place.text] != nil, found.subject == .unknownName(place.text)
      else {
        return found
      }
      var advised = found
      advised.hint =
        facts[place.text]?.data?.by != nil
        ? "data in groups have several values at a time: for an input give the rows of one group a block of their own"
        : labels[place.text] == .data
          ? "data of the notebook are an input: 'input: {I: \(place.text).COLUMN(t)}', with I in the equations; samples of a result are not there when a model is read"
          : "'\(place.text)' is a result, and a model is read before there are any: write the number itself"
      return advised
    }
  }

  var scope: NotebookScope { NotebookScope(parameters: parameters, facts: facts, labels: labels) }

  /// Checks a formula over parameters and results. Gives it with its literals in the units of the results, where it is right.
  ///
  /// - Parameters:
  ///   - numbers: names of the block's own that stand for numbers.
  ///   - units: the units of those that have one.
  mutating func check(_ written: Written, numbers: [String] = [], units: [String: Unit] = [:]) -> CheckedFormula? {
    var scope = scope
    (scope.numbers, scope.units) = (numbers, units)
    return scope.check(written, &diagnostics)
  }
}

/// A formula over results that has no mistake.
struct CheckedFormula {
  let type: ValueType
  let unit: Unit?
  /// The same where numbers without a unit are taken to have none: 2*s.v(1) is in mV.
  let unitOfNamed: Unit?
  /// The formula in plain numbers.
  let written: Written
}

/// The names that formulas in prose, checks and values may use: `params`, and the labels.
package struct NotebookScope: Scope {
  let parameters: NotebookParameters
  let facts: [String: Facts]
  let labels: [String: ResultKind]
  /// Names of the block's own that stand for numbers, and the units of those that have one.
  var numbers: [String] = []
  var units: [String: Unit] = [:]

  package var kindOfName: String { "result" }
  package var names: [String] { numbers + ["params"] + labels.keys.sorted() }

  package func type(of name: String) -> ValueType? {
    if numbers.contains(name) { return .number }
    if name == "params" { return .object(ParameterValues.shape(parameters)) }
    guard let kind = labels[name] else { return nil }
    return .object(facts[name]?.shape ?? Shape(kind.name, []))
  }

  package func unit(of name: String) -> Unit? { units[name] }

  /// `k`, where a model has such a parameter: it is asked of the model.
  package func advice(on name: String) -> String? {
    if ["end", "last"].contains(name) { return "'final' gives the last value: 's.final(x)'" }
    let owners = labels.keys.sorted().filter { facts[$0]?.shape?.query(name) != nil }
    guard let owner = owners.first(where: { labels[$0] == .model }) ?? owners.first else { return nil }
    let wanted = facts[owner]?.shape?.query(name)?.parameters
    return "it is asked of a result: '\(owner).\(name)\(wanted == nil ? "" : "(...)")'"
  }

  /// `x(1 h)`: the message with the result that is asked for it.
  func namingOwner(_ message: Diagnostic) -> Diagnostic {
    guard case .unknownFunction(let name) = message.subject,
      let owner = labels.keys.sorted().first(where: { facts[$0]?.shape?.query(name)?.parameters != nil })
    else { return message }
    var named = message
    named.hint = "it is asked of a result: '\(owner).\(name)(...)'"
    return named
  }

  func check(_ written: Written, _ diagnostics: inout [Diagnostic]) -> CheckedFormula? {
    var found: [Diagnostic] = []
    let written = written.joiningUnits(besides: self, &found)
    guard let type = written.expression.check(in: self, written.fragment, &diagnostics) else { return nil }
    let (resolved, unit, ofNamed) = written.inUnits(of: self, &found)
    diagnostics += found
    return found.hasErrors ? nil : CheckedFormula(type: type, unit: unit, unitOfNamed: ofNamed, written: resolved)
  }
}

/// The parameters as a thing that can be asked: `params.I`.
struct ParameterValues: Queryable {
  private let parameters: NotebookParameters

  init(_ parameters: NotebookParameters) { self.parameters = parameters }

  static func shape(_ parameters: NotebookParameters) -> Shape {
    let expressions = parameters.expressions
    var shape = Shape(
      "the list of parameters",
      parameters.names.map {
        Query($0, gives: expressions[$0] == nil ? .text : .number, "a parameter of the notebook")
          .measured(in: parameters.unit(of: $0))
      }
    )
    shape.advice = "parameters are given under 'params' in the front matter"
    return shape
  }

  func unit(of query: String) -> Unit? { parameters.unit(of: query) }

  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    guard let parameter = parameters[query] else { throw QueryFailure("there is no parameter '\(query)'") }
    guard let expression = parameters.expressions[query] else { return .text(parameter.value.text) }
    do throws(EvaluationFailure) { return try expression.evaluate { _ in nil } } catch {
      throw QueryFailure(error.message, hint: error.hint)
    }
  }
}
