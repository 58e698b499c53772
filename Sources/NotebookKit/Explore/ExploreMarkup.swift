import Dynamics
import Expressions
import Markup
import Plotting

/// An interactive figure as HTML: what moves, hidden until its script runs, and the still picture for everybody else.
enum ExploreMarkup {
  static func markup(_ explore: ExploreOutput, id: String) -> Markup {
    var live: [Markup] = [controls(explore, id)]
    if explore.pulse != nil { live.append(NeuronDrawing.markup) }
    live += [pictures(explore, id), readings(explore), sliders(explore)]
    return .tag(
      "div", ["class": "explore", "id": id],
      .element("div", attributes: [.init("class", "live"), .init("hidden", "")], content: live),
      .tag("div", ["class": "still"], explore.still.markup(idPrefix: "\(id)-still")))
  }

  // MARK: Controls

  private static func controls(_ explore: ExploreOutput, _ id: String) -> Markup {
    let methods = explore.methods.enumerated().map { index, method -> Markup in
      var attributes: [Markup.Attribute] = [
        .init("type", "radio"), .init("name", "\(id)-method"), .init("value", "\(index)"), .init("data-do", "method"),
      ]
      if index == 0 { attributes.append(.init("checked", "")) }
      return .tag("label", [:], .element("input", attributes: attributes, content: []), .text(method.title))
    }
    let speed = Markup.tag(
      "label", ["class": "speed"], "Speed",
      .tag("input", ["type": "range", "data-do": "speed", "min": "-4", "max": "4", "step": "1", "value": "0"]),
      .tag(
        "span", [:], .tag("b", [:], .text(Digits.compact(explore.speed, 3))),
        .text(" \(explore.model.timeUnit?.symbol ?? "units of t") per second")))
    return .tag(
      "div", ["class": "controls"],
      .tag("button", ["type": "button", "data-do": "run"], "Run"),
      .tag("button", ["type": "button", "data-do": "reset"], "Reset"),
      .tag("fieldset", [:], [.tag("legend", [:], "Method")] + methods), speed)
  }

  private static func sliders(_ explore: ExploreOutput) -> Markup {
    let writer = MathWriter(states: explore.model.stateNames)
    return .tag(
      "div", ["class": "sliders"],
      explore.sliders.compactMap { slider in
        guard let index = explore.model.parameterNames.firstIndex(of: slider.name) else { return nil }
        var words: [Markup] = [
          .tag("math", [:], writer.name(slider.name)), .tag("b", [:], .text(number(slider.start))),
        ]
        if let unit = slider.unit { words.append(.text(unit.symbol)) }
        if let meaning = slider.meaning { words.append(.tag("small", [:], .text(meaning))) }
        return .tag(
          "label", [:], .tag("span", [:], Array(words.map { [$0] }.joined(separator: [.text(" ")]))),
          .tag(
            "input",
            [
              "type": "range", "data-parameter": "\(index)", "min": Digits.compact(slider.range.lowerBound, 9),
              "max": Digits.compact(slider.range.upperBound, 9), "step": Digits.compact(slider.step, 9),
              "value": Digits.compact(slider.start, 9),
            ]))
      })
  }

  private static func number(_ value: Double) -> String { Digits.shown(value, 4) }

  // MARK: Pictures

  private static func pictures(_ explore: ExploreOutput, _ id: String) -> Markup {
    let states = explore.model.states.map(\.name)
    var pictures = [
      picture("traces", "\(id)-a", "\(states.joined(separator: ", ")) over time, live", explore.height)
    ]
    if let phase = explore.phase {
      let (x, y) = (states[phase.x], states[phase.y])
      pictures.append(
        .tag(
          "div", [:],
          picture(
            "phase", "\(id)-b", "Phase plane, live: the path of \(y) against \(x), and the two nullclines",
            explore.height),
          Legend.markup([
            LegendEntry("\(x)-nullcline", .line(Style.slot(2))), LegendEntry("\(y)-nullcline", .line(Style.slot(3))),
          ])))
    }
    return .tag("div", ["class": "pictures"], pictures)
  }

  private static func picture(_ part: String, _ clip: String, _ label: String, _ height: Double) -> Markup {
    .tag(
      "svg",
      [
        "class": "plot", "data-part": part, "data-clip": clip, "viewBox": "0 0 340 \(Digits.coordinate(height))",
        "role": "img", "aria-label": label,
      ])
  }

  private static func readings(_ explore: ExploreOutput) -> Markup {
    let model = explore.model
    let time = model.timeUnit.map { " " + $0.symbol } ?? ""
    let state = model.states[0]
    let unit = state.unit.map { " " + $0.symbol } ?? ""
    let span = explore.hasSeconds ? "in the last second" : "in the last \(Digits.compact(explore.window, 4))\(time)"
    var items = [reading("t", "time", time)]
    if let pulse = explore.pulse { items.append(reading("\(model.events[pulse].name)s \(span)", "rate", "")) }
    items.append(reading("least \(state.name) \(span)", "least", unit))
    items.append(reading("greatest \(state.name) \(span)", "greatest", unit))
    return .tag(
      "div", ["class": "readings"], .tag("dl", [:], items),
      .tag("p", ["data-show": "outcome", "role": "status"], [.text("")]))
  }

  private static func reading(_ name: String, _ key: String, _ unit: String) -> Markup {
    .tag(
      "div", [:], .tag("dt", [:], Lettering.inline(name)),
      .tag("dd", [:], .tag("span", ["data-show": key], "0"), .text(unit)))
  }
}
