import Foundation
import Markup
import Plotting

/// Figures like those of a report, with data computed here. Each is in the gallery and goes through the general tests.
struct Example {
  let name: String
  let caption: String
  let figure: Figure

  static let all: [Example] = [
    trace, phasePlane, zoom, errorAgainstTime, stacked, convergence, workPrecision, raster, heatmap, stability, losses,
    multiples, firingRate, steps, spread, marks, palette, bifurcation, twoColumns,
  ]

  /// The regular-spiking neuron of Izhikevich (2007) by explicit Euler.
  static func neuron(step: Double = 1, until: Double = 1000, current: Double = 70) -> (
    t: [Double], v: [Double], w: [Double], spikes: [Int]
  ) {
    var (v, w) = (-60.0, 0.0)
    var (ts, vs, ws): ([Double], [Double], [Double]) = ([0], [v], [w])
    var spikes: [Int] = []
    for index in 1...Int(until / step) {
      let t = Double(index - 1) * step
      let input = t >= 100 ? current : 0
      let dv = (0.7 * (v + 60) * (v + 40) - w + input) / 100
      let dw = 0.03 * (-2 * (v + 60) - w)
      (v, w) = (v + step * dv, w + step * dw)
      if v >= 35 {
        vs[vs.count - 1] = 35
        (v, w) = (-50, w + 100)
        spikes.append(index)
      }
      ts.append(Double(index) * step)
      vs.append(v)
      ws.append(w)
    }
    return (ts, vs, ws, spikes)
  }

  static let trace: Example = {
    let run = neuron()
    return Example(
      name: "trace", caption: "Membrane potential with the onset of the input and the threshold.",
      figure: Figure(
        title: "Membrane potential of a regular-spiking neuron",
        panels: [
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV"),
            marks: [
              Rule(y: -40, "threshold"), Rule(x: 100, "input on"), Line(x: run.t, y: run.v, style: .slot(1)),
            ])
        ]))
  }()

  static let phasePlane: Example = {
    let run = neuron(step: 0.25, until: 700)
    let grid = Field(x: -85...40, columns: 20, y: -90...150, rows: 13) { _, _ in 0 }
    let points = grid.y.flatMap { w in grid.x.map { v in (v, w) } }
    let curve = stride(from: -85.0, through: 40, by: 1).map { $0 }
    return Example(
      name: "phase", caption: "Phase plane: nullclines, vector field, an orbit with its resets, and the fixed points.",
      figure: Figure(
        title: "Phase plane of a regular-spiking neuron",
        panels: [
          Panel(
            x: Axis("v", unit: "mV", range: -85...40), y: Axis("w", unit: "pA", range: -90...150), height: 330,
            marks: [
              Arrows(
                x: points.map(\.0), y: points.map(\.1),
                u: points.map { (0.7 * ($0.0 + 60) * ($0.0 + 40) - $0.1) / 100 },
                v: points.map { 0.03 * (-2 * ($0.0 + 60) - $0.1) }),
              Line("v nullcline", x: curve, y: curve.map { 0.7 * ($0 + 60) * ($0 + 40) }, style: .slot(2)),
              Line("w nullcline", x: curve, y: curve.map { -2 * ($0 + 60) }, style: .slot(3)),
              Line(
                "orbit", x: run.v.enumerated().map { run.spikes.contains($0.offset) ? .nan : $0.element }, y: run.w,
                style: .slot(1)),
              Jumps(
                "reset", from: (run.spikes.map { run.v[$0 - 1] }, run.spikes.map { run.w[$0 - 1] }),
                to: (run.spikes.map { run.v[$0] }, run.spikes.map { run.w[$0] }), style: .slot(1)),
              Dots("stable", x: [-60], y: [0], style: .ink, radius: 4.5),
              Dots("unstable", x: [-42.86], y: [-34.3], style: Style.ink.marked(.hollowCircle), radius: 4.5),
              Label("rest", x: -60, y: 0, side: .left),
            ])
        ]))
  }()

  static let zoom: Example = {
    let coarse = neuron(step: 1)
    let fine = neuron(step: 0.01)
    return Example(
      name: "zoom", caption: "The first spike, closely: the step decides when it comes.",
      figure: Figure(
        title: "First spike by two steps",
        panels: [
          Panel(
            x: Axis("t", unit: "ms", range: 190...215), y: Axis("v", unit: "mV"),
            marks: [
              Line("h = 0.01 ms", x: fine.t, y: fine.v, style: .slot(1)),
              Line("h = 1 ms", x: coarse.t, y: coarse.v, style: Style.slot(2), hasMarkers: true),
            ])
        ]))
  }()

  static let errorAgainstTime: Example = {
    let times = (0...1000).map { Double($0) * 0.05 }
    func error(_ h: Double, _ order: Double) -> [Double] {
      times.map { t in pow(h, order) * (1 - exp(-t / 6)) * (1.1 + cos(t * 0.9 + order)) * exp(t / 40) }
    }
    return Example(
      name: "error", caption: "The error of four methods in time.",
      figure: Figure(
        title: "Error against time",
        panels: [
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("|v \u{2212} v*|", unit: "mV", scale: .logarithmic),
            marks: [
              Line("Euler", x: times, y: error(0.05, 1), style: .slot(1)),
              Line("Heun", x: times, y: error(0.05, 2), style: .slot(2)),
              Line("BS3", x: times, y: error(0.05, 3), style: .slot(3)),
              Line("RK4", x: times, y: error(0.05, 4), style: .slot(4)),
            ])
        ], naming: .direct))
  }()

  static let stacked: Example = {
    let run = neuron()
    let error = zip(run.t, run.v).map { t, v in abs(sin(t / 37) * 1e-3 * (1 + (v + 60) / 20)) + 1e-7 }
    return Example(
      name: "stacked", caption: "Three quantities over one time axis.",
      figure: Figure(
        title: "Potential, recovery current and error",
        panels: [
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV"),
            marks: [Band(x: 100...1000), Line(x: run.t, y: run.v, style: .slot(1))]),
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("w", unit: "pA"),
            marks: [Band(x: 100...1000), Line(x: run.t, y: run.w, style: Style.slot(2).solid)]),
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("error", unit: "mV", scale: .logarithmic),
            marks: [Line(x: run.t, y: error, style: Style.slot(4).solid)]),
        ], sharing: [.x]))
  }()

  static let convergence: Example = {
    let steps = (0...7).map { pow(0.5, Double($0)) }
    func line(_ name: String, _ slot: Int, _ order: Double, _ constant: Double) -> Line {
      Line(
        name, x: steps, y: steps.map { constant * pow($0, order) * (1 + 0.25 * $0) + 2e-11 }, style: .slot(slot),
        hasMarkers: true)
    }
    return Example(
      name: "convergence", caption: "Global error against step: the slopes are the orders.",
      figure: Figure(
        title: "Convergence of four methods",
        panels: [
          Panel(
            x: Axis("h", unit: "ms", scale: .logarithmic), y: Axis("max. error", unit: "mV", scale: .logarithmic),
            height: 300,
            marks: [
              line("Euler", 1, 1, 2), line("Heun", 2, 2, 0.4), line("BS3", 3, 3, 0.05),
              line("RK4", 4, 4, 0.004), SlopeTriangle(slope: 1, x: 0.03, y: 0.025),
              SlopeTriangle(slope: 2, x: 0.03, y: 9e-5), SlopeTriangle(slope: 4, x: 0.09, y: 3e-8),
            ])
        ], naming: .direct))
  }()

  static let workPrecision: Example = {
    func curve(_ name: String, _ slot: Int, _ order: Double, _ stages: Double) -> Line {
      let costs = (0...6).map { 300 * stages * pow(2, Double($0)) }
      return Line(
        name, x: costs, y: costs.map { 40 * pow($0 / 300 / stages, -order) + 1e-10 }, style: .slot(slot),
        hasMarkers: true)
    }
    return Example(
      name: "work", caption: "Work against precision: lower left is better.",
      figure: Figure(
        title: "Work-precision diagram",
        panels: [
          Panel(
            x: Axis("right-hand side evaluations", scale: .logarithmic),
            y: Axis("error", unit: "ms", scale: .logarithmic), height: 300,
            marks: [
              curve("explicit Euler", 1, 1, 1), curve("midpoint", 2, 2, 2), curve("Bogacki\u{2013}Shampine", 3, 3, 3),
              curve("RK4", 4, 4, 4), curve("Dormand\u{2013}Prince", 5, 5, 6), curve("exponential Euler", 6, 1.2, 1),
            ])
        ]))
  }()

  static let raster: Example = {
    var random = Seeded(seed: 3)
    var (times, rows): ([[Double]], [[Int]]) = ([[], []], [[], []])
    for neuron in 0..<100 {
      let group = neuron < 80 ? 0 : 1
      var t = random.unit() * 60
      while t < 1000 {
        times[group].append(t)
        rows[group].append(neuron)
        t += (group == 0 ? 90 : 40) * (0.25 + 1.4 * random.unit()) * (0.6 + 0.4 * cos(t / 90))
      }
    }
    let all = times.flatMap { $0 }
    let edges = (0...50).map { Double($0) * 20 }
    let rates = (0..<50).map { bin in Double(all.count { Int($0 / 20) == bin }) / 100 / 0.02 }
    return Example(
      name: "raster", caption: "Spikes of 80 excitatory and 20 inhibitory neurons, and the rate of all.",
      figure: Figure(
        title: "Network raster and rate",
        panels: [
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("neuron"), height: 230,
            marks: [
              Raster("excitatory", x: times[0], rows: rows[0], style: .slot(1)),
              Raster("inhibitory", x: times[1], rows: rows[1], style: .slot(2)),
            ]),
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("rate", unit: "Hz"), height: 80,
            marks: [Bars(edges: edges, heights: rates, style: .muted)]),
        ], sharing: [.x]))
  }()

  static let heatmap: Example = {
    let field = Field(x: 0...400, columns: 60, y: -4...4, rows: 45) { current, b in
      let drive = current - 80 - 25 * b * b + 18 * sin(current / 45) * b
      return drive > 0 ? 46 * (1 - exp(-drive / 190)) : 0
    }
    return Example(
      name: "heatmap", caption: "Mean rate over two parameters, with contours.",
      figure: Figure(
        title: "Rate over input and coupling",
        panels: [
          Panel(
            x: Axis("I", unit: "pA"), y: Axis("b", unit: "nS"), height: 300,
            marks: [
              Cells(of: field, value: Axis("rate", unit: "Hz")),
              Contours(
                of: field, levels: [10, 20, 30], look: .over(.viridis, 0...38), hasLabels: true),
            ])
        ]))
  }()

  static let stability: Example = {
    func field(_ r: (Double, Double) -> Double) -> Field {
      Field(x: -5...2, columns: 120, y: -3.6...3.6, rows: 120, r)
    }
    func powers(_ order: Int) -> (Double, Double) -> Double {
      return { x, y in
        var (sumX, sumY, termX, termY) = (1.0, 0.0, 1.0, 0.0)
        for k in 1...order {
          (termX, termY) = ((termX * x - termY * y) / Double(k), (termX * y + termY * x) / Double(k))
          sumX += termX
          sumY += termY
        }
        return (sumX * sumX + sumY * sumY).squareRoot()
      }
    }
    return Example(
      name: "stability", caption: "Stability regions in the plane of h\u{03BB}.",
      figure: Figure(
        title: "Stability regions of Runge-Kutta methods",
        panels: [
          Panel(
            x: Axis("Re h\u{03BB}"), y: Axis("Im h\u{03BB}"), hasEqualUnits: true,
            marks: [
              Rule(x: 0), Rule(y: 0), Region("order 4", of: field(powers(4)), style: .slot(4)),
              Region("order 3", of: field(powers(3)), style: .slot(3)),
              Region("order 2", of: field(powers(2)), style: .slot(2)),
              Region("order 1", of: field(powers(1)), style: .slot(1)),
            ])
        ]))
  }()

  static let losses: Example = {
    var random = Seeded(seed: 11)
    let epochs = (0...20_000).map(Double.init)
    func loss(_ start: Double, _ floor: Double, _ rate: Double, _ noise: Double) -> [Double] {
      epochs.map { (start * exp(-rate * $0.squareRoot()) + floor) * exp(noise * (random.unit() - 0.5)) }
    }
    return Example(
      name: "loss", caption: "Training: three terms of the loss over 20 000 epochs.",
      figure: Figure(
        title: "Loss in training",
        panels: [
          Panel(
            x: Axis("epoch"), y: Axis("loss", scale: .logarithmic),
            marks: [
              Line("physics", x: epochs, y: loss(30, 3e-4, 0.12, 1.6), style: Style.slot(1).solid.weighing(.thin)),
              Line(
                "initial condition", x: epochs, y: loss(2, 1e-6, 0.15, 0.8), style: Style.slot(2).solid.weighing(.thin)),
              Line("data", x: epochs, y: loss(8, 3e-5, 0.1, 0.3), style: Style.slot(3).solid),
            ])
        ]))
  }()

  static let multiples: Example = {
    let panels = (0..<20).map { index -> Panel in
      let run = neuron(current: Double(index) * 20)
      return Panel(
        "\(index * 20) pA", x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV"),
        marks: [Line(x: run.t, y: run.v, style: .slot(1))])
    }
    return Example(
      name: "multiples", caption: "Twenty inputs, on the same axes.",
      figure: Figure(title: "Response to twenty inputs", panels: panels, columns: 5, sharing: [.x, .y]))
  }()

  static let firingRate: Example = {
    let currents = stride(from: 0.0, through: 1000, by: 25).map { $0 }
    return Example(
      name: "f-I", caption: "Rate against input, with the rheobase.",
      figure: Figure(
        title: "Firing rate against input",
        panels: [
          Panel(
            x: Axis("I", unit: "pA"), y: Axis("rate", unit: "s⁻¹"),
            marks: [
              Rule(x: 51.5, "rheobase 51.5 pA"),
              Dots(
                "Dormand\u{2013}Prince", x: currents,
                y: currents.map { $0 > 51.5 ? 3.1 * ($0 - 51.5).squareRoot() : 0 },
                style: .slot(1)),
              Dots(
                "Euler, h = 1 ms", x: currents,
                y: currents.map { $0 > 51.5 ? 3.0 * ($0 - 51.5).squareRoot() - 1.5 : 0 }.map { max(0, $0) },
                style: Style.slot(2).marked(.hollowSquare)),
            ])
        ]))
  }()

  static let steps: Example = {
    let times = (0...60).map { Double($0) * Double($0) / 3.6 }
    let sizes = times.map { 0.02 + 18 * abs(sin($0 / 140)) * exp(-abs(cos($0 / 80))) }
    return Example(
      name: "steps", caption: "Step sizes of an adaptive method.",
      figure: Figure(
        title: "Step sizes",
        panels: [
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("h", unit: "ms", scale: .logarithmic), height: 150,
            marks: [
              Steps("accepted", x: times, y: sizes, style: .slot(1)),
              Dots("rejected", x: [200, 310, 640], y: [12, 9, 20], style: Style.slot(2).marked(.cross)),
            ])
        ]))
  }()

  static let spread: Example = {
    let times = (0...200).map { Double($0) * 0.1 }
    let middle = times.map { 8 * exp(-$0 / 7) * cos($0) }
    let width = times.map { 0.4 + 0.12 * $0 }
    return Example(
      name: "spread", caption: "A mean with its spread, noisy samples and a histogram.",
      figure: Figure(
        title: "Mean and spread",
        panels: [
          Panel(
            x: Axis("t", unit: "s"), y: Axis("\u{03B8}", unit: "rad"),
            marks: [
              Area(
                "95 % interval", x: times, lower: zip(middle, width).map { $0 - $1 },
                upper: zip(middle, width).map { $0 + $1 }, style: .slot(1)),
              Line("mean", x: times, y: middle, style: .slot(1)),
              Dots(
                "samples", x: stride(from: 0, to: 200, by: 8).map { times[$0] },
                y: stride(from: 0, to: 200, by: 8).map { middle[$0] + 0.7 * width[$0] * sin(Double($0) * 1.7) },
                style: Style.slot(2), radius: 2.8),
            ])
        ]))
  }()

  static let marks: Example = {
    let x = stride(from: 0.0, through: 10, by: 0.05).map { $0 }
    return Example(
      name: "marks", caption: "Marks that the other figures have not: bands, jumps, labels, breaks.",
      figure: Figure(
        title: "Bands, jumps and labels",
        panels: [
          Panel(
            x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV"),
            marks: [
              Band("refractory", x: 4.0...5.5, style: .slot(5)), Band("forbidden", y: -1.6 ... -1.2, style: .slot(4)),
              Line("v", x: x, y: x.map { $0 > 4 && $0 < 5.5 ? .nan : sin($0) + 0.3 * sin(7 * $0) }, style: .slot(1)),
              Jumps("reset", x: [4, 5.5], before: [0.2, -1.1], after: [-1.1, -0.5], style: .slot(1)),
              Label("a minimum", x: 3.43, y: -0.57, side: .left), Label("a maximum", x: 8.3, y: 1.2, side: .right),
            ])
        ]))
  }()

  static let palette = Example(
    name: "palette", caption: "The ten first looks.",
    figure: Figure(
      title: "The looks of ten series",
      panels: [
        Panel(
          x: Axis(""), y: Axis(""), height: 230,
          marks: (1...10).map { slot in
            Line(
              "series \(slot)", x: stride(from: 0.0, through: 10, by: 1).map { $0 },
              y: stride(from: 0.0, through: 10, by: 1).map { Double(slot) + 0.5 * sin($0 / 2) }, style: .slot(slot),
              hasMarkers: true)
          })
      ]))

  static let bifurcation: Example = {
    var (xs, ys): ([Double], [Double]) = ([], [])
    for index in 0..<400 {
      let r = 2.8 + 1.2 * Double(index) / 399
      var x = 0.4
      for step in 0..<160 {
        x = r * x * (1 - x)
        if step >= 120 {
          xs.append(r)
          ys.append(x)
        }
      }
    }
    return Example(
      name: "bifurcation", caption: "The logistic map: 16 000 points.",
      figure: Figure(
        title: "Bifurcation diagram of the logistic map",
        panels: [Panel(x: Axis("r"), y: Axis("x"), marks: [Dots(x: xs, y: ys, style: .ink)])]))
  }()

  static let twoColumns: Example = {
    let run = neuron(step: 0.5)
    let field = Field(x: -3...3, columns: 41, y: -3...3, rows: 41) { x, y in x * exp(-x * x - y * y) }
    return Example(
      name: "columns", caption: "Two panels side by side, each with its own axes.",
      figure: Figure(
        title: "A trace and a residual",
        panels: [
          Panel(
            "Trace", x: Axis("t", unit: "ms"), y: Axis("v", unit: "mV"), marks: [Line(x: run.t, y: run.v)]),
          Panel(
            "Residual", x: Axis("x"), y: Axis("y"), hasEqualUnits: true,
            marks: [Cells(of: field, value: Axis("r", range: -0.43...0.43), map: .diverging)]),
        ], columns: 2))
  }()
}
