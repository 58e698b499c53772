import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

extension Report {
  /// For each labelled result with rows: its CSV text. 17 significant digits; a jump gives two rows at the same time. Of a
  /// network the spikes, and its recorded states in a file of their own.
  package var dataTables: [(label: String, text: String)] {
    labelled.flatMap { label, product -> [(label: String, text: String)] in
      if let network = product.result as? NetworkResult { return network.dataTables(label) }
      if let fit = product.result as? JointFit {
        return zip(fit.fileNames, fit.curves).map { ("\(label).\($0)", Self.rows($1)) }
      }
      return (product.result as? any TrajectoryResult).map { [(label, Self.rows($0))] } ?? []
    }
  }

  private static func rows(_ result: any TrajectoryResult) -> String {
    var text = "t," + result.facts.componentNames.joined(separator: ",") + "\n"
    let trajectory = result.solution.trajectory
    for row in 0..<trajectory.count {
      text += Digits.exact(trajectory.times[row])
      for component in 0..<trajectory.dimension { text += "," + Digits.exact(trajectory.value(row, component)) }
      text += "\n"
    }
    return text
  }

  /// What was computed, from what, and what it cost.
  package var dataSummary: JSONValue {
    var results: [String: JSONValue] = [:]
    for (label, product) in labelled {
      if let result = product.result as? any ModelledResult { results[label] = .object(summary(result)) }
      if let network = product.result as? NetworkResult { results[label] = network.data }
      if let fit = product.result as? JointFit { results[label] = .object(joint(fit, label)) }
      for output in product.outputs {
        guard case .table(let table) = output else { continue }
        var entry: [String: JSONValue] = [:]
        if case .object(let known)? = results[label] { entry = known }
        entry["directive"] = entry["directive"] ?? .text(directive(label))
        entry["table"] = self.table(table)
        results[label] = .object(entry)
      }
      if let values = product.result as? NamedValues {
        results[label] = .object([
          "directive": .text("values"),
          "values": .object(Dictionary(values.values.map { ($0.name, .number($0.value)) }) { first, _ in first }),
        ])
      }
    }
    let parameters = plan.parameters.parameters.map { parameter -> (String, JSONValue) in
      (parameter.name, Quantity(parsing: parameter.value.text).map { .number($0.value) } ?? .text(parameter.value.text))
    }
    return .object([
      "notebook": .text(notebook.name), "tool": .text(ToolVersion.current),
      "params": .object(Dictionary(parameters) { first, _ in first }), "seed": .whole(notebook.frontMatter.seed),
      "results": .object(results),
    ])
  }

  /// The products with a label, in the order of the page.
  private var labelled: [(String, Product)] {
    zip(plan.nodes, products).compactMap { node, product in
      guard let label = node.label, let product else { return nil }
      return (label, product)
    }
  }

  private func directive(_ label: String) -> String { plan.nodes.first { $0.label == label }?.directive?.name ?? "" }

  private func summary(_ result: any ModelledResult) -> [String: JSONValue] {
    let trajectory = result.solution.trajectory
    let last = trajectory.count - 1
    var final: [String: JSONValue] = [:]
    if last >= 0 {
      final["t"] = .number(trajectory.times[last])
      for (index, name) in result.facts.componentNames.enumerated() {
        final[name] = .number(trajectory.value(last, index))
      }
    }
    let cost = result.solution.cost
    let events = result.facts.events.map { ($0, JSONValue.list(result.eventTimes($0).map { .number($0) })) }
    let common: [String: JSONValue] = [
      "model": .text(result.modelLabel), "outcome": .text(result.solution.outcome.word),
      "parameters": .object(
        Dictionary(result.model.parameters.map { ($0.name, .number($0.value)) }) { first, _ in first }),
      "events": .object(Dictionary(events) { first, _ in first }), "final": .object(final),
      "counts": .object([
        "steps": .whole(cost.steps), "rejected": .whole(cost.rejected), "evaluations": .whole(cost.evaluations),
        "jacobians": .whole(cost.jacobians), "newtonIterations": .whole(cost.newtonIterations),
      ]),
    ]
    return common.merging(own(result)) { first, _ in first }
  }

  /// What only results of this kind have.
  private func own(_ result: any ModelledResult) -> [String: JSONValue] {
    switch result {
    case let result as SolveResult:
      [
        "directive": .text("solve"), "method": .text(result.method.name),
        "step": result.settings.step.map { .number($0) } ?? .null,
        "eventTimes": .text(result.settings.eventTimes.rawValue),
      ]
    case let result as PinnResult: ["directive": .text("pinn"), "training": TrainingData.value(of: result)]
    case let result as FitResult: own(result.estimates, result.engine)
    default: [:]
    }
  }

  private func own(_ estimates: Estimates, _ engine: FitEngine) -> [String: JSONValue] {
    [
      "directive": .text("fit"), "method": .text(engine.name), "estimates": estimates.data,
      "fit": .object([
        "outcome": .text(estimates.report.outcome.word),
        "chi2": .number(estimates.report.chiSquaredPerDegree),
        "degreesOfFreedom": .whole(estimates.report.degreesOfFreedom),
        "condition": .number(estimates.report.conditionNumber),
        "iterations": .whole(estimates.report.iterations),
      ]),
    ]
  }

  private func joint(_ fit: JointFit, _ label: String) -> [String: JSONValue] {
    let curves = zip(fit.fileNames, fit.curves).map { name, curve in
      let file = ["file": JSONValue.text("\(label).\(name).csv")]
      return (curve.recordingName ?? "", JSONValue.object(summary(curve).merging(file) { first, _ in first }))
    }
    return own(fit.estimates, fit.curves[0].engine).merging(
      ["recordings": .object(Dictionary(curves) { first, _ in first })]) { first, _ in first }
  }

  private func table(_ table: Table) -> JSONValue {
    let columns = table.columns.map { column -> JSONValue in
      .object(["name": .text(column.name), "unit": column.unit.map { .text($0) } ?? .null])
    }
    let rows = table.rows.map { row in
      JSONValue.list(
        row.map { cell in
          switch cell {
          case .number(let value, _): .number(value)
          case .text(let text): .text(text)
          case .markup(let markup): .text(markup.plainText)
          case .missing: .null
          }
        })
    }
    return .object(["columns": .list(columns), "rows": .list(rows)])
  }
}
