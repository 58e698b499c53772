import Diagnostics
import Dynamics
import Expressions
import Markup

/// What is said of a solve that did not end as it was meant to: how it ended, why, and what to do.
extension SolveResult {
  /// - Parameters:
  ///   - expected: the outcome's word; any for all.
  ///   - method: where the solver is named.
  func failures(_ expected: String, at method: Location) -> [Diagnostic] {
    let outcome = solution.outcome
    if expected == "any" || outcome.word == expected || (expected == "finished" && outcome.isFinished) { return [] }
    if let equation = undefinedAtStart { return [undefined(equation, else: method)] }
    let edge = outcome.isFinished ? nil : edgeOfDomain ?? PoleCrossing(self)?.part
    let reason = edge.map { ": '\($0.text)' has no value where \($0.reason)" } ?? ""
    let wayOut = edge == nil ? advice : "end it before, with an event that has 'stop: yes'"
    let hint = outcome.isFinished ? nil : "\(wayOut); if this is what you want to show, add 'outcome: \(outcome.word)'"
    return [.error("the solve \(sentence)\(reason)", at: method, hint: hint)]
  }

  private var sentence: String {
    let phrase = solution.outcome.phrase(timeUnit: facts.timeUnit, of: method)
    return switch solution.outcome {
    case .finished: "finished, and was meant not to"
    case .diverged: phrase
    case .stoppedByEvent, .slides: "ended: it \(solution.outcome.isFinished ? "was " : "")\(phrase)"
    default: "ended: \(phrase)"
    }
  }

  private var advice: String {
    switch solution.outcome {
    case .outOfSteps(let time) where problem.lastKnownStop == time:
      return "the equations jump more than a million times in the span: take a shorter one"
    case .outOfSteps:
      let bound = limits.mostSteps(states: facts.components.count)
      let (limit, value) = (bound.name.text(Double(limits[bound.name])), Double(limits[bound.name]))
      // What an explicit method takes so many steps for is most often stiff.
      let way =
        if case .fixed = settings.control { "take larger steps or a shorter span" } else {
          "take a looser tolerance or a shorter span"
            + (method.claim == .none ? ", for a stiff model 'method: rodas'" : "")
        }
      return
        "the limit is \(limit)\(bound.name == .memory ? " of results" : " \(bound.name.rawValue)"): \(way), or \(bound.name.raising(to: 2 * value))"
    case .tooManyEvents:
      if let stuck {
        return
          "the jump of '\(stuck)' leaves its own condition true, so that it comes again at once: set a value at which it is false, or let it come a single time by 'once: yes'"
      }
      if let most = solution.eventTimes.map(\.count).max(), 2 * most > settings.limits.events {
        let name = facts.events[solution.eventTimes.firstIndex { $0.count == most } ?? 0]
        return
          "'\(name)' comes \(most) times: if its jump sets a value close behind its own condition, set one further away; else take a shorter span"
      }
      return
        "events follow each other ever faster, and no step is short enough: end the solve before, with 'until' or an event that has 'stop: yes'"
    case .slides:
      return
        "the equations contradict each other on the two sides of the switch: make it smooth, such as tanh(x/0.01) for sign(x); an integral that stops where u comes to its limit is led back instead, by e + (min(u, umax) - u)/T"
    case .noSolution where method.solver.isSeries:
      return
        "where a root or a broken power begins, such as sqrt(x) at 0, a solution has no power series: take 'dormand-prince' with a tolerance"
    case .noSolution where !method.isImplicit: return Self.undefinedAdvice
    case .stepTooSmall where exploding != nil:
      return
        "'\(exploding ?? "")' grows beyond all bounds there, and no step is short enough: look for a wrong sign, or end the solve before"
    default:
      if case .fixed = settings.control {
        let isAcross =
          settings.eventTimes == .grid && model.events.contains { $0.schedule == nil && !$0.assignments.isEmpty }
        return (isAcross ? "have events located (no 'event-times: grid'), " : "")
          + "take a smaller step or another method"
      }
      return "take another tolerance, such as a smaller absolute one, or another method"
    }
  }

  /// The state that is a thousand times as large at the end as it was in the first half of the steps.
  private var exploding: String? {
    let trajectory = solution.trajectory
    let (last, early) = (trajectory.count - 1, trajectory.count / 2)
    guard early > 1 else { return nil }
    return model.stateNames.indices.first { index in
      let before = (0..<early).map { abs(trajectory.value($0, index)) }.max() ?? 0
      return before > 0 && abs(trajectory.value(last, index)) > 1000 * before
    }.map { model.stateNames[$0] }
  }

  /// The event that came again and again at one time by its own jump.
  private var stuck: String? {
    let often = 100
    let place = problem.events.indices.first { index in
      let last = solution.eventTimes[index].suffix(often)
      return problem.events[index].resetsCondition && last.count == often && last.first == last.last
    }
    return place.map { facts.events[$0] }
  }

  /// The state whose derivative is not a number where the solve begins: no method can help there.
  private var undefinedAtStart: ModelDefinition.State? {
    switch solution.outcome {
    case .diverged(let time), .noSolution(let time), .stepTooSmall(let time):
      if time != problem.start { return nil }
    default: return nil
    }
    let rates = FrozenField(problem, at: problem.start).rate(problem.initial)
    return zip(model.states, rates).first { !$1.isFinite }?.0
  }

  private func undefined(_ state: ModelDefinition.State, else method: Location) -> Diagnostic {
    let place = state.equation.right.location
    let time = Digits.compact(problem.start, 6) + (facts.timeUnit.map { " " + $0.text } ?? "")
    return .error(
      "the derivative of '\(state.name)' is not a finite number at the start, t = \(time)",
      at: model.source == nil ? place : method,
      hint: Self.undefinedAdvice)
  }

  private static let undefinedAdvice =
    "look for a division by zero, a logarithm or root of a number below zero, or a parameter that is far too large"
}
