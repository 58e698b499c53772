import Diagnostics
import Expressions
import Learning
import Markup

/// Unknowns of a model found together with the networks that solve it.
enum InversePlan {
  static func planned(_ arguments: Arguments, _ planning: inout Planning) -> Planned? {
    let network = InverseNetwork(neurons: arguments[PinnKeys.neurons] ?? 10)
    let data = arguments[PinnKeys.data]
    if let data, let facts = planning.facts[data.label]?.data, facts.by != nil {
      planning.fail(
        "the rows of '\(data.label)' are in groups", at: data.location,
        hint: "a training takes one recording, '\(data.label).\(facts.groups.first ?? "group")'; 'fit' takes several")
    }
    guard !planning.diagnostics.hasErrors,
      let request = FitKeys.request(arguments, data: data.map { [$0] }, engine: .networks(network), &planning),
      !planning.diagnostics.hasErrors
    else { return nil }
    let facts = request.facts { planning.facts[$0]?.identity }
    let against = arguments[PinnKeys.against]
    let showsSummary = arguments[PinnKeys.summary] == true
    return Planned(facts) { inputs in
      request.product(arguments, facts.identity, inputs) { summary in
        let reference = against?.result(for: summary.first, inputs)
        let sheet = sheet(summary.first, network, against: reference, named: against?.name)
        return [.note("PINN, " + summary.text)] + (showsSummary ? [.sheet(sheet)] : [])
      }
    }
  }

  private static func sheet(
    _ result: FitResult, _ network: InverseNetwork, against reference: (any TrajectoryResult)?, named name: String?
  ) -> Table {
    let report = result.estimates.report
    var rows: [NetworkDescription.Row] = []
    for (unknown, estimate) in zip(result.estimates.unknowns, report.estimates) {
      let unit = unknown.unit.map { " " + $0.symbol } ?? ""
      let isTold = estimate.hasError
      let text =
        !report.outcome.isFit
        ? "—"
        : report.outcome.isConverged && !isTold
          ? "\(Digits.shown(estimate.value, 4))\(unit), of which the data do not tell"
          : !report.outcome.isConverged
            ? "\(Digits.shown(estimate.value, 5))\(unit)"
            : "\(Digits.shown(estimate.value, 5)) ± \(Digits.shown(estimate.error, 2))\(unit), 95 % from \(Digits.shown(estimate.interval.lowerBound, 5)) to \(Digits.shown(estimate.interval.upperBound, 5))"
      rows.append((unknown.name, text + "; the search began at \(Digits.shown(unknown.start, 5))\(unit)"))
    }
    rows += [
      (
        "networks",
        "\(network.neurons) tanh neurons in each, one for at most \(network.samplesPerWindow) samples or a quarter of a state’s range; hidden weights fixed"
      ),
      (
        "trained together",
        "output weights, states where windows begin, spike times and unknowns, by Gauss–Newton; the weight of the equations grows from 1 to 1000, and at the end they hold exactly"
      ), ("iterations", "\(report.iterations)"),
    ]
    if let note = result.estimates.table.note { rows.append(("fit", note)) }
    if let reference, let name, let measure = Measure.catalogue.first(where: { $0.name == "rmse" }) {
      let errors = result.facts.components.map { component in
        let value = try? measure.compute(result, reference, component.name)
        return
          "\(component.name) \(value.map { Digits.shown($0) } ?? "—")\(component.unit.map { " " + $0.symbol } ?? "")"
      }
      rows.append(("RMSE against \(name)", errors.joined(separator: ", ")))
    }
    return Table(
      columns: ["about", "value"].map { Table.Column($0, title: .text(""), isNumeric: false) },
      rows: rows.map { [.text($0.name), .text($0.value)] })
  }
}
