import Dynamics
import Expressions
package import Learning
import Markup

/// What was found of a model's unknowns, with its units: a table, and what formulas may ask.
package struct Estimates: Sendable {
  package let report: FitReport
  let unknowns: [FitUnknown]
  /// The names of the measured states, with their units.
  let measured: [TrajectoryFacts.Component]
  /// Of the model.
  let stateNames: [String]
  /// As it was given; nothing where the residuals say it.
  let noise: [NoiseSize]?
  /// Of one of several recordings: its χ² per degree of freedom, and nothing else of the fit is its own.
  var ofPart: Double?

  /// What was found; of what came to an end of its bounds no error is known.
  private var all: [FitReport.Estimate] {
    zip(unknowns, report.estimates).map { $0.isAtBound($1) ? $1.withoutError : $1 }
  }

  // MARK: Queries

  static func estimateShape(_ unit: Unit?) -> Shape {
    Shape(
      "an estimate",
      [
        Query("error", gives: .number, "its standard error").measured(in: unit),
        Query(
          "low", gives: .number,
          "where its 95 % interval begins; of a number above zero it goes as far down in factors as up"
        ).measured(in: unit),
        Query("high", gives: .number, "where its 95 % interval ends").measured(in: unit),
        Query(
          "identifiable", gives: .boolean,
          "whether the data tell it: no other value fits as well, and its standard error is less than itself"),
      ], isNumber: true)
  }

  static func queries(_ unknowns: [FitUnknown], ofPart isPart: Bool = false) -> [Query] {
    let estimates = unknowns.map {
      Query($0.queryName, gives: .object(estimateShape($0.unit)), "the estimate of \($0.name)").measured(in: $0.unit)
    }
    if isPart {
      return estimates + [
        Query(
          "chi2", gives: .number,
          "χ² of this recording per degree of freedom: that of the fit is their mean, each weighing as it has values")
      ]
    }
    return estimates + [
      Query("chi2", gives: .number, "the sum of squared residuals in units of the noise, per degree of freedom"),
      Query("condition", gives: .number, "the condition number of the sensitivities"),
      Query("iterations", gives: .number, "how many steps the search took"),
      Query("noise", [.name([])], gives: .number, "the standard deviation of a measured state's noise"),
      Query("outcome", gives: .text, "how the search ended: converged, stalled, ..."),
    ]
  }

  /// The answer, where the query is one of ``queries(_:)``.
  func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value? {
    if let place = unknowns.firstIndex(where: { $0.queryName == query }), arguments.isEmpty {
      guard report.outcome.isFit else { throw QueryFailure("there is no estimate: the fit \(report.outcome.phrase)") }
      return .object(Estimate(all[place], report.outcome))
    }
    if ofPart != nil, query != "chi2" { return nil }
    guard report.outcome.isFit || !["chi2", "condition", "noise"].contains(query) else {
      throw QueryFailure("there is no '\(query)': the fit \(report.outcome.phrase)")
    }
    switch query {
    case "chi2":
      guard noise != nil else {
        throw QueryFailure(
          "χ² wants the noise, and this fit has found it from its own residuals",
          hint: "give 'noise', the standard deviation of each measured state's noise")
      }
      return .number(ofPart ?? report.chiSquaredPerDegree)
    case "condition": return .number(report.conditionNumber)
    case "iterations": return .number(Double(report.iterations))
    case "outcome": return .text(report.outcome.word)
    case "noise":
      guard let name = arguments.first?.asName,
        let place = measured.firstIndex(where: { $0.name == name })
      else { throw QueryFailure("'noise' wants the name of a measured state") }
      if noise.hasSpreads {
        throw QueryFailure(
          "the noise of '\(name)' was given as a part of each value, and is no one number", hint: "ask for 'chi2'")
      }
      return .number(report.noise[place])
    default: return nil
    }
  }

  /// One number with its error.
  struct Estimate: Queryable {
    private let estimate: FitReport.Estimate

    private let outcome: FitReport.Outcome

    init(_ estimate: FitReport.Estimate, _ outcome: FitReport.Outcome) {
      self.estimate = estimate
      self.outcome = outcome
    }

    var number: Double? { estimate.value }

    func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
      guard outcome.isConverged else { throw QueryFailure("the fit \(outcome.phrase): errors are those of a minimum") }
      if query != "identifiable", !estimate.hasError {
        throw QueryFailure(
          "the data do not tell '\(estimate.name)': it has no \(query == "error" ? "error" : "interval")",
          hint: "fit fewer unknowns, or more data; '.identifiable' says whether they tell")
      }
      return switch query {
      case "error": .number(estimate.error)
      case "low": .number(estimate.interval.lowerBound)
      case "high": .number(estimate.interval.upperBound)
      case "identifiable": .boolean(estimate.isIdentifiable)
      default: throw QueryFailure("an estimate has no '\(query)'")
      }
    }
  }

  // MARK: Files and the page

  /// By unknown: value, error, interval; nothing where there is no fit.
  var data: JSONValue {
    guard report.outcome.isFit else { return .null }
    // Errors are those of a minimum.
    let isMinimum = report.outcome.isConverged
    let entries = all.map { estimate -> (String, JSONValue) in
      (
        estimate.name,
        .object([
          "value": .number(estimate.value), "error": isMinimum ? .number(estimate.error) : .null,
          "interval": isMinimum
            ? .list([.number(estimate.interval.lowerBound), .number(estimate.interval.upperBound)]) : .null,
          "identifiable": isMinimum ? .flag(estimate.isIdentifiable) : .null,
        ])
      )
    }
    return .object(Dictionary(entries) { first, _ in first })
  }

  package var table: Table {
    let hasUnits = unknowns.contains { $0.unit != nil }
    var columns = [Table.Column("unknown", isNumeric: false)]
    if hasUnits { columns.append(Table.Column("unit", isNumeric: false)) }
    columns += ["start", "estimate", "standard error", "95 % from", "95 % to"].map { Table.Column($0) }
    let rows = zip(unknowns, all).map { unknown, estimate -> [Table.Cell] in
      var row: [Table.Cell] = [
        .markup(
          .group([
            MathWriter(states: stateNames).heading(unknown.name),
            .text(unknown.recordingName.map { " of \($0)" } ?? ""),
          ]))
      ]
      if hasUnits { row.append(.text(unknown.unit?.symbol ?? "")) }
      row.append(.number(unknown.start, NumberFormat(.general, 5)))
      let isKnown = report.outcome.isFit
      // An error far larger than the number itself would only fill the page with digits.
      let isTold = estimate.hasError
      let precision =
        isTold
        ? Self.precision(estimate) : report.outcome.isConverged ? NumberFormat(.general, 4) : NumberFormat(.fixed, 4)
      let numbers = [estimate.value, estimate.error, estimate.interval.lowerBound, estimate.interval.upperBound]
      for (place, value) in numbers.enumerated() {
        // Errors are those of a minimum.
        let isMeant = isKnown && value.isFinite && (place == 0 || report.outcome.isConverged && isTold)
        let isHuge = abs(value) > 1e9 * max(abs(estimate.value), estimate.error)
        row.append(
          isMeant
            ? .number(
              value, isHuge || place == 1 && Self.isLost(value, precision) ? NumberFormat(.exponent, 1) : precision)
            : .missing(report.outcome.isConverged ? "the data do not tell" : "the fit \(report.outcome.phrase)"))
      }
      return row
    }
    return Table(columns: columns, rows: rows, note: note)
  }

  /// As many digits as the error has, and one more. Numbers that would be noughts in front are written with a power of ten.
  private static func precision(_ estimate: FitReport.Estimate) -> NumberFormat {
    func exponent(_ value: Double) -> Int {
      value == 0 || !value.isFinite ? 0 : Int(Elementary.decimalLogarithm(abs(value)).rounded(.down))
    }
    let decimals = 1 - exponent(estimate.error)
    let size = exponent(max(abs(estimate.value), estimate.error))
    return size < -4
      ? NumberFormat(.exponent, max(1, min(12, size + decimals))) : NumberFormat(.fixed, max(0, min(10, decimals)))
  }

  /// Whether an error of exact data is all noughts with the decimals of its estimate.
  private static func isLost(_ error: Double, _ format: NumberFormat) -> Bool {
    format.style == .fixed && error > 0 && error < 2 * Elementary.power(10, -Double(format.digits))
  }

  /// Below the table: how well the model fits, and what the data cannot tell.
  private var note: String? {
    guard report.outcome.isFit else { return nil }
    let noises = zip(measured, report.noise).map {
      "\($0.name): \(Digits.shown($1))\($0.unit.map { " " + $0.symbol } ?? "")"
    }
    var sentences = [
      noise != nil
        ? "χ² is \(Digits.shown(report.chiSquaredPerDegree)) per degree of freedom (\(report.degreesOfFreedom))."
        : "The residuals say that the noise is \(noises.joined(separator: ", ")), with \(report.degreesOfFreedom) degree\(report.degreesOfFreedom == 1 ? "" : "s") of freedom.",
      report.conditionNumber.isFinite
        ? "The condition number of the scaled sensitivities is \(Digits.shown(report.conditionNumber))."
        : "The sensitivities are singular: some unknown leaves no trace in the data.",
    ]
    if let resets = report.resets?.reduce(0, +), resets > 0 {
      sentences.append("The data were cut at \(resets) reset\(resets == 1 ? "" : "s").")
    }
    // Five deviations of a χ² with so many degrees of freedom.
    let freedom = Double(max(1, report.degreesOfFreedom))
    if noise != nil, report.chiSquaredPerDegree > 1 + 5 * (2 / freedom).squareRoot() {
      sentences.append(
        "χ² is more than the noise explains: the model is another one, or this is not the lowest minimum, and the errors mean little."
      )
    }
    // Where that is something else than so many standard errors to each side.
    if zip(unknowns, report.estimates).contains(where: { $0.isPositive && $1.hasError && $1.error > 0.05 * $1.value }) {
      sentences.append("The interval of a number above zero goes as far down in factors as up.")
    }
    let stopped = zip(unknowns, report.estimates).filter { unknown, estimate in unknown.isAtBound(estimate) }
    if !stopped.isEmpty {
      let names = stopped.map { "\($0.0.title) at \(Digits.shown($0.1.value))" }.joined(separator: ", ")
      sentences.append("At an end of the bounds: \(names). The data may want more, and an error is that of a minimum.")
    }
    let unclear = zip(unknowns, report.estimates).filter { !$1.isIdentifiable && !$0.isAtBound($1) }
    let wide = report.outcome.isConverged ? unclear.filter { $1.hasError }.map { $0.0.title } : []
    if !wide.isEmpty {
      sentences.append(
        "The data hardly tell \(wide.joined(separator: ", ")): the standard error is larger than the number itself.")
    }
    let vague = unclear.map { $0.0.title }.filter { !wide.contains($0) }
    if !vague.isEmpty {
      sentences.append(
        "Not identifiable from these data: \(vague.joined(separator: ", ")). Other values fit as well\(unknowns.count == 1 ? "" : ", if they change together")."
      )
    }
    let vanished = zip(unknowns, report.estimates).filter { $0.isPositive && $1.value < 1e-3 * $0.start }.map {
      $0.0.title
    }
    if !vanished.isEmpty {
      sentences.append(
        "What begins above zero stays there, and \(vanished.joined(separator: ", ")) went to zero: begin at zero or below it where that may be."
      )
    }
    return sentences.joined(separator: " ")
  }
}

extension FitReport.Outcome {
  /// Whether there are estimates at all.
  var isFit: Bool {
    switch self {
    case .converged, .stalled, .outOfIterations: true
    case .noStart, .unsuited: false
    }
  }
}
