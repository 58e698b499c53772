import Diagnostics
import Dynamics
import Expressions
import Markup

extension SolveKeys {
  /// How the method chooses its steps: `step` or `tolerance`, checked against what it can do.
  static func control(
    _ arguments: Arguments, _ method: Method, at location: Location, _ frame: SolveFrame, _ planning: inout Planning
  ) -> Settings.Control? {
    let isAdaptive = method.isAdaptive
    if arguments.isMentioned(step), arguments.isMentioned(tolerance) {
      planning.fail(
        "give 'step' or 'tolerance', not both", at: arguments.location(of: tolerance),
        hint: "with a step all steps are alike, with a tolerance the method chooses them")
      return nil
    }
    if arguments.isMentioned(step) {
      return size(step, arguments, frame, &planning).flatMap {
        fixed($0, at: arguments.location(of: step), frame, &planning)
      }
    }
    guard arguments.isMentioned(tolerance) else {
      if case .adaptive(let tolerance, let standard)? = method.preset {
        return .adaptive(tolerance, bounds(arguments, frame, over: standard, &planning))
      }
      planning.fail(
        isAdaptive ? "missing key 'step' or 'tolerance'" : "missing key 'step'", at: arguments.location,
        hint: isAdaptive
          ? "write 'step: 0.1' for steps that are all alike, or 'tolerance: 1e-6'" : "'step' is the step size")
      return nil
    }
    guard let given = arguments[tolerance] else { return nil }
    return adaptive(given, method, at: location, arguments, frame, &planning)
  }

  /// Warns of keys that do nothing with the method and the steps given.
  static func adviseOnIdleKeys(
    _ arguments: Arguments, _ method: Method, _ control: Settings.Control, _ planning: inout Planning
  ) {
    if case .fixed = control {
      for key in [firstStep, smallestStep, largestStep] where arguments.isMentioned(key) {
        planning.warn(
          "'\(key.name)' does nothing here: with a 'step' all steps are alike", at: arguments.location(of: key),
          hint: "it belongs to a 'tolerance'")
      }
    }
    if arguments.isMentioned(substeps), !method.solver.takesSubsteps {
      planning.warn(
        "'substeps' does nothing here: '\(method.name)' takes all states at once", at: arguments.location(of: substeps),
        hint: "it belongs to \(names { $0.takesSubsteps })")
    }
    if arguments.isMentioned(newtonTolerance), !method.solver.usesNewton {
      planning.warn(
        "'newton-tolerance' does nothing here: '\(method.name)' solves no equations by Newton's method",
        at: arguments.location(of: newtonTolerance), hint: "it belongs to \(names { $0.usesNewton })")
    }
  }

  private static func names(_ isSuch: (any Solver) -> Bool) -> String {
    Method.catalogue.filter { isSuch($0.solver) }.map { "'\($0.name)'" }.joined(separator: " and ")
  }

  /// Steps that are all alike; too many of them are a mistake that can be seen before running.
  static func fixed(_ size: Double, at location: Location, _ frame: SolveFrame, _ planning: inout Planning)
    -> Settings.Control?
  {
    let span = frame.span.upperBound - frame.span.lowerBound
    guard size <= span else {
      let unit = frame.model.timeUnit.map { " " + $0.text } ?? ""
      planning.fail(
        "the step of \(Digits.compact(size, 6))\(unit) is longer than the whole solve, which spans \(Digits.compact(span, 6))\(unit)",
        at: location, hint: "a step is a small part of the span")
      return nil
    }
    let furthest = max(abs(frame.span.lowerBound), abs(frame.span.upperBound))
    guard size > 8 * Double.ulpOfOne * furthest else {
      planning.fail(
        "a step of \(Digits.compact(size, 3)) is lost in the digits of the time, which goes to \(Digits.compact(furthest, 3))",
        at: location, hint: "doubles have 16 digits: let the time begin at 0")
      return nil
    }
    let count = span / size
    guard let refusal = frame.limits.refusal(steps: count, states: frame.model.states.count) else {
      return .fixed(step: size)
    }
    planning.fail(refusal.message, at: location, hint: refusal.hint)
    return nil
  }

  static func adaptive(
    _ given: ToleranceText, _ method: Method, at location: Location, _ arguments: Arguments, _ frame: SolveFrame,
    _ planning: inout Planning
  ) -> Settings.Control? {
    guard method.isAdaptive else {
      planning.fail(
        "'\(method.name)' has no error estimate, so it takes a 'step' and no 'tolerance'", at: location,
        hint: "'dormand-prince' and 'tsit5' choose their steps")
      return nil
    }
    guard let tolerance = given.tolerance(frame.model, &planning) else { return nil }
    let place = arguments.isMentioned(Self.tolerance) ? arguments.location(of: Self.tolerance) : location
    advise(tolerance.relative, method, at: place, &planning)
    return .adaptive(tolerance, bounds(arguments, frame, over: StepBounds(), &planning))
  }

  /// Warns of a tolerance that cannot be kept, or that promises nothing.
  private static func advise(
    _ relative: Double, _ method: Method, at location: Location, _ planning: inout Planning
  ) {
    let least = method.leastTolerance ?? 0
    if relative > 0, relative < least {
      planning.warn(
        "'\(method.name)' cannot keep a tolerance of \(Digits.compact(relative, 3)): from \(Digits.compact(least, 2)) down its steps are held to rounding",
        at: location,
        hint: least > 1e-12
          ? "'taylor', 'dormand-prince' and 'rodas' can" : "doubles have 16 digits: 1e-12 is as tight as is of use")
    } else if relative >= 0.1 {
      planning.warn(
        "with a tolerance of \(Digits.compact(relative, 3)) a step may be wrong by that part of each state, and spikes may be lost or added",
        at: location, hint: "1e-6 is usual; a result is to be trusted where ten times less changes nothing that matters"
      )
    }
  }

  /// The bounds of steps that are given, over those of the method.
  private static func bounds(
    _ arguments: Arguments, _ frame: SolveFrame, over standard: StepBounds, _ planning: inout Planning
  ) -> StepBounds {
    var bounds = standard
    if arguments.isMentioned(firstStep) { bounds.first = size(firstStep, arguments, frame, &planning) }
    if arguments.isMentioned(smallestStep) { bounds.smallest = size(smallestStep, arguments, frame, &planning) ?? 0 }
    if arguments.isMentioned(largestStep) {
      bounds.largest = size(largestStep, arguments, frame, &planning) ?? .infinity
    }
    if bounds.smallest > bounds.largest {
      planning.fail("the smallest step is larger than the largest", at: arguments.location(of: smallestStep))
    }
    return bounds
  }

  /// A time in the model's unit.
  private static func size(
    _ key: Parameter<Quantity>, _ arguments: Arguments, _ frame: SolveFrame, _ planning: inout Planning
  ) -> Double? {
    guard let quantity = arguments[key],
      checkUnit(quantity.unit, frame.model.timeUnit, arguments.location(of: key), &planning)
    else { return nil }
    return quantity.magnitude(in: frame.model.timeUnit)
  }
}

/// A tolerance as it was written.
package struct ToleranceText: Sendable {
  let relative: Double
  /// Absolute tolerances by state; without any the relative one is absolute too.
  let absolute: [(name: Fragment, value: Quantity)]

  func tolerance(_ model: ModelDefinition, _ planning: inout Planning) -> Tolerance? {
    if absolute.isEmpty { return Tolerance(relative) }
    var values = Array(repeating: relative, count: model.states.count)
    let missing = model.stateNames.first { name in !absolute.contains { $0.name.text == name } }
    if relative == 0, let missing {
      planning.fail(
        "'\(missing)' has no tolerance", at: absolute[0].name.location,
        hint: "with 'relative: 0' every state needs an absolute one")
      return nil
    }
    for (name, quantity) in absolute {
      guard let index = model.stateNames.firstIndex(of: name.text) else {
        planning.fail(
          "there is no state '\(name.text)'", at: name.location,
          hint: ["absolute", "atol", "abs"].contains(name.text)
            ? "an absolute tolerance is that of a state, in its unit: '{relative: ..., \(model.stateNames.map { "\($0): \(Digits.shortest(quantity.value))" }.joined(separator: ", "))}'"
            : Spelling.help(name.text, among: model.stateNames + ["relative"]))
        return nil
      }
      guard let value = quantity.magnitude(in: model.states[index].unit), value > 0 else {
        planning.fail("expected a positive number in the unit of '\(name.text)'", at: name.location)
        return nil
      }
      values[index] = value
    }
    return Tolerance(relative: relative, absolute: values)
  }
}

extension ArgumentKind where Value == ToleranceText {
  package static let tolerance = ArgumentKind(
    "a tolerance",
    .either(
      .number,
      .mapping(
        [.init("relative", .number, "relative to each state; states by name get an absolute one")], others: .number))
  ) { value, reading in
    guard let resolved = reading.resolved(value) else { return nil }
    var isMapping = false
    if case .mapping = resolved { isMapping = true }
    if case .text(let fragment) = resolved, fragment.text.hasPrefix("{") { isMapping = true }
    guard isMapping else {
      return ArgumentKind<Double>.positive.read(resolved, &reading).map { ToleranceText(relative: $0, absolute: []) }
    }
    guard let entries = reading.entries(resolved, expected: "tolerances by name") else { return nil }
    var relative: Double?
    var absolute: [(name: Fragment, value: Quantity)] = []
    for entry in entries {
      guard let quantity = reading.number(entry.value, expected: "a positive number") else { return nil }
      if entry.key.text == "relative" { relative = quantity.value } else { absolute.append((entry.key, quantity)) }
    }
    guard let relative, relative > 0 || (relative == 0 && !absolute.isEmpty) else {
      reading.fail(
        "a tolerance needs a 'relative' part", at: value.location,
        hint: "write {relative: 1e-6, v: 1e-6}; 0 holds errors to the absolute parts alone")
      return nil
    }
    return ToleranceText(relative: relative, absolute: absolute)
  }
}
