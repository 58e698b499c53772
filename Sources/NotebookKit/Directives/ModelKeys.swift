import Diagnostics
import Expressions

/// The keys that say what a model is, shared by the `model` directive, the built-ins and their presets.
enum ModelKeys {
  static let equations = Parameter(
    "equations", .lines,
    "the equations, one a line behind `|`: `C*dv/dt = ...`, `dv/dt = ...`, `v' = ...`, named sub-expressions `E = ...`, which figures and queries take like states, and functions `f(x, k) = ...`, which all formulas of the model may call"
  )
  static let parameters = Parameter(
    "parameters", .items("parameters with their values"), "names and values: `{C: 100 pF, k: 0.7}`")
  static let initial = Parameter(
    "initial", .initialValues,
    "a value for each state: `{v: vr, w: 0}`; or `equilibrium`, the rest that the equations come to from the values given before"
  )
  static let events = Parameter(
    "events", .events,
    "events by name: a condition `when`, or times of the clock `at: [8, 20, 32 h]` or `at: 12 to 96 by 12 h`; new values `set`, `stop: yes` to end the solve, `once: yes` for what comes a single time, `refractory` with `hold: [v]` for a dead time; under `like`, `events: none` leaves out those of the other model, and `name: none` one of them; an event with a condition alone is counted once each time it becomes true, and changes nothing, not even a step. Those of one time come in the order of the list. An event comes when its condition becomes true: what is true at the beginning has not become so, but for a jump that has to make it false, as that of a potential above its threshold, and for a time of `at` where the solve begins"
  )
  static let input = Parameter(
    "input", .inputs,
    "quantities given from outside, in terms of t: `{I: 70 pA*(t >= 100 ms)}`; or a column of data, `{I: recording.I(t)}`: straight lines between its rows, at each of which a step ends"
  )
  static let units = Parameter(
    "units", .items("names with their units"),
    "the unit of each name, and of t; what is not named has that of its value, and t the one that the equations have")
  static let meanings = Parameter(
    "meanings", .items("names with their meanings"), "what each name means, for the table on the page",
    presentsOnly: true)

  static let all: [any AnyParameter] = [equations, parameters, initial, events, input, units, meanings]

  /// Whether a part was given that says which names there are, but could not be read.
  static func hasUnreadNames(_ arguments: Arguments) -> Bool {
    func isUnread(_ parameter: some AnyParameter) -> Bool {
      arguments.isMentioned(parameter) && !arguments.isGiven(parameter)
    }
    return isUnread(equations) || isUnread(parameters) || isUnread(input)
  }

  static func layer(_ arguments: Arguments, isOverride: Bool = false) -> ModelLayer {
    var layer = ModelLayer()
    layer.equations = arguments[equations]
    layer.parameters = arguments[parameters] ?? []
    switch arguments[initial] {
    case .values(let items)?: layer.initial = items
    case .equilibrium(let word)?: layer.rest = word
    case nil: break
    }
    layer.events = arguments[events] ?? []
    layer.inputs = arguments[input] ?? []
    layer.units = arguments[units] ?? []
    layer.meanings = arguments[meanings] ?? []
    layer.isOverride = isOverride
    layer.lacksInitial = arguments.isMentioned(initial) && !arguments.isGiven(initial)
    layer.lacksEvents = arguments.isMentioned(events) && !arguments.isGiven(events)
    layer.location = arguments.location
    return layer
  }
}
