import Diagnostics
import Expressions

/// The part of the reference that says what can be asked of results: read off a small notebook that has one of each.
package enum ReferenceQueries {
  /// The plan of the example; it has no mistakes.
  package static var plan: Plan { Plan(Notebook(parsing: Source(path: "reference", text: example))) }

  static var markdown: String {
    let plan = plan
    var text = """
      # Queries {#queries}

      What stands behind the dot in `{{ }}`, `values` and `expect`. The examples are from a notebook with a model `cell`
      with the states `v` and `u`, and a solve `s`, a sweep `fi`, equilibria `rests`, a fit, a
      trained network `nn` and a network `net` with a
      population `e` of it. Of the bifurcations `turns` of another model, with the state `x` and the parameter `p`, those of cycles and
      `period` and `supercritical` are there with `cycles: yes`.


      """
    for (label, title) in kinds {
      guard let shape = plan.facts[label]?.shape else { continue }
      text += "## \(title) {#queries-\(label)}\n\n"
      if label == "s" {
        text += "And every measure of [the list](#measures), as `s.rate`, `s.max(v)`, `s.rmse(v, other)`.\n\n"
      }
      if label == "net" {
        text +=
          "And every [measure of networks](#network-measures), of all neurons and as `net.e.rate` of a population.\n\n"
      }
      if label == "fit" || label == "nn" { text += "All that can be asked of a solve, and\n\n" }
      let common = label == "fit" || label == "nn" ? plan.facts["s"]?.shape?.queries ?? [] : []
      for query in shape.queries where !isKnown(query, label, among: common) { text += line(label, query) }
      if label == "fit" {
        text +=
          "And of an estimate, as `fit.a.error`:\n\n"
          + Estimates.estimateShape(nil).queries.map { line("fit.a", $0) }.joined()
      }
      text += "\n"
    }
    text += "## Events {#queries-events}\n\nOf `s.spikes`, `s.events.name`, `net.spikes`.\n\n"
    for query in EventTimes.shape(nil).queries { text += line("s.spikes", query) }
    return text
  }

  private static let kinds = [
    ("cell", "A model"), ("s", "A solve"), ("fi", "A sweep"),
    ("rests", "Equilibria"), ("turns", "Bifurcations"), ("recorded", "Data"), ("fit", "A fit"),
    ("nn", "A trained network"), ("net", "A network of neurons"),
  ]

  /// Whether it is said elsewhere.
  private static func isKnown(_ query: Query, _ label: String, among common: [Query]) -> Bool {
    if ["s", "fit", "nn"].contains(label), Measure.catalogue.contains(where: { $0.name == query.name }) { return true }
    if label == "net", query.parameters?.isEmpty ?? true,
      PopulationMeasure.catalogue.contains(where: { $0.name == query.name })
    {
      return true
    }
    return common.contains { $0.name == query.name }
  }

  private static func line(_ base: String, _ query: Query) -> String {
    var arguments: [String] = (query.parameters ?? []).map { parameter in
      switch parameter {
      case .number: "number"
      case .name(let names): names.first ?? "name"
      case .object: "other"
      }
    }
    arguments += (query.names ?? []).map { "\($0) = ..." }
    let inside = arguments.isEmpty ? "" : "(\(arguments.joined(separator: ", ")))"
    return "- `\(base).\(query.name)\(inside)`: \(query.meaning)\n"
  }

  private static let example = """
    ```yaml {model #cell}
    like: izhikevich-2003
    ```

    ```yaml {solve #s}
    model: cell
    method: rk4
    step: 0.1 ms
    until: 100 ms
    ```

    ```yaml {sweep #fi}
    model: cell
    method: rk4
    step: 0.1 ms
    until: 100 ms
    vary: {I: [5, 10]}
    measure: [rate]
    ```

    ```yaml {equilibria #rests}
    model: cell
    ```

    ```yaml {model #oscillator}
    equations: |
      x' = y
      y' = p*y - x - x^2*y
    parameters: {p: 0.5}
    initial: {x: 1, y: 0}
    ```

    ```yaml {equilibria #turns}
    model: oscillator
    vary: {p: 0 to 1}
    range: {x: -1 to 1}
    cycles: yes
    ```

    ```yaml {data #recorded}
    columns: {t: ms, v: mV}
    rows:
      - [0, -65]
      - [1, -64]
      - [2, -64]
    ```

    ```yaml {fit #fit}
    model: cell
    data: recorded
    unknown: [a]
    ```

    ```yaml {pinn #nn}
    model: cell
    until: 10 ms
    ```

    ```yaml {network #net}
    until: 100 ms
    method: explicit-euler
    step: 0.5 ms
    populations:
      e: {size: 10, model: izhikevich-2003}
    ```
    """
}
