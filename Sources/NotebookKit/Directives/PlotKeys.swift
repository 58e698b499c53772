import Diagnostics
import Expressions
import Plotting

/// The keys of a `plot` block.
enum PlotKeys {
  static let of = Parameter(
    "of", .labels([.trajectory, .model, .sweep, .population, .data]),
    "the results; for some kinds a model, a sweep or a population; in a `trace` or a `phase` plane also data, by themselves",
    required: true)
  static let kind = Parameter(
    "kind", .choice(PlotKind.catalogue.map { ($0.name, $0) }, others: PlotKind.otherNames, meaning: \.summary),
    "what kind of figure: " + PlotKind.catalogue.map { "`\($0.name)`" }.joined(separator: ", "),
    standard: PlotKind.trace, "trace")
  static let x = Parameter(
    "x", .line,
    "what is on the horizontal axis: time, the first state in a phase plane, a parameter or input in a bifurcation diagram, what a sweep varies"
  )
  static let y = Parameter(
    "y", .names,
    "the state on the vertical axis, or several of them; all of them if not given; a named sub-expression or an input of the model, such as an energy or the current; of a sweep, what it measures"
  )
  static let against = Parameter(
    "against", .reference([.trajectory, .data]),
    "a reference, or `exact`: a `trace` gets panels of the errors against it; `error` shows these alone. Against data these are residuals, data less curve, at their rows"
  )
  static let data = Parameter(
    "data", .labels([.data]),
    "samples drawn as dots over a `trace`: a column of times, and columns named like states; over a `phase` plane columns named like both; groups are told apart. Those of a recording have the colour of its curve in a fit of several"
  )
  static let percent = Parameter(
    "percent", .flag, "for errors: in percent of the range that the state covers in `against`", standard: false, "no")
  static let colour = Parameter(
    "colour", .text, "of a sweep: what tells the curves apart; the method, or else what is not on the horizontal axis")
  static let chosen = Parameter(
    "where", .items("what a sweep varies, with one value each"), "of a sweep: the points shown, `{method: rk4}`")
  static let range = Parameter("range", .ranges, "what the axes show: `{t: 0 to 200 ms, v: -70 to 40}`")
  static let log = Parameter(
    "log", .names, "axes with a logarithmic scale, by the name of what they show, or by their place: `y`")
  static let marks = Parameter(
    "marks",
    .names(among: [
      .init("onset", "where the input jumps"), .init("threshold", "the thresholds of events"), .init("spikes"),
      .init("events", "where any event comes"),
      .init("start", "where a path begins"), .init("nullclines", "in a phase plane"),
      .init("field", "in a phase plane"), .init("equilibria", "in a phase plane or an orbit diagram"),
      .init("firing", "in a bifurcation diagram: from where the model fires again and again"),
      .init("cycles", "in a bifurcation diagram: the cycles that are born at Hopf points"),
    ]),
    "what is marked: `onset` (where the input jumps), `threshold` (of events), `spikes` or all `events`, `start` (of a path); in a phase plane also `nullclines`, `field` and `equilibria`, which an orbit diagram has as well; in a bifurcation diagram `firing` (from where a step of the parameter from rest makes the model fire again and again) and `cycles` (the greatest and least values on the cycles that are born at its Hopf points, stable ones or not)"
  )
  static let at = Parameter(
    "at", .time, "the time for which nullclines and equilibria are drawn; the end of the first solve if not given")
  static let columns = Parameter(
    "columns", .integer(1...4), "how many panels stand beside one another", standard: 1, "1", presentsOnly: true)
  static let labels = Parameter(
    "labels", .titles,
    "what the legend calls each result, and what stands at an axis in place of its symbol: `{euler: \"Euler, h = 1 ms\", C: Plasma level $C_p$}`",
    presentsOnly: true)
  static let height = Parameter(
    "height", .integer(60...2000), "the height of each panel, where the page is 640 wide", presentsOnly: true)
  static let bin = Parameter(
    "bin", .positiveTime,
    "for `rate`, `spectrum`, `intervals` and the `raster` of a population: how long the bins are; a round number that suits the span if not given"
  )
  static let kernel = Parameter(
    "kernel", .positiveTime,
    "for `rate`: the standard deviation of the Gaussian bell that each spike becomes, instead of bins")
  static let contours = Parameter(
    "contours", .numbers, "for `heatmap`: values at which contour lines are drawn: `[10, 20 Hz]`, `10 to 50 by 10`")
  static let event = Parameter(
    "event", .line,
    "for `section` and `orbit`: at which event the states are taken; a section does without where the model has only one"
  )
  static let after = Parameter(
    "after", .time, "for `orbit`: what comes before this time is left out; half of the solve if not given")
  static let values = Parameter(
    "values", .integer(2...2000), "for `orbit`: how many values of the parameter are solved", standard: 200, "200")
  static let follow = Parameter(
    "follow", .flag,
    "for `orbit`: each value begins where the value before it ended, with rising values and with falling ones, so that hysteresis shows",
    standard: false, "no")
  static let aspect = Parameter(
    "aspect", .choice([("equal", true), ("free", false)]),
    "for `phase` and `section`: with `equal` a unit is as long on both axes, so that a circle looks like one",
    standard: false, "free")
  static let over = Parameter(
    "over", .line,
    "for `curves` and `f-I`: what is averaged over, such as a `seed`: lines go through the means, in bands of one standard deviation to either side"
  )
  /// Those that only kinds take that name them.
  static let special: [any AnyParameter] = [at, bin, kernel, contours, over, event, after, values, follow, aspect]
  static let all: [any AnyParameter] =
    [of, kind, x, y, against, data, percent, colour, chosen, range, log, marks] + special + [
      columns, labels, height, Directive.alt,
    ]
}
