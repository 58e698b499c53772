import Dynamics
import Expressions
import Foundation
import NotebookKit

extension Case {
  /// The six-spike protocol by Taylor series, as exactly as it goes, against a Taylor method of order 16 written for this model.
  static let taylorSeries = Case(name: "taylor") {
    guard let builtIn = Models.regularSpiking(), let method = Method.named("taylor") else { return [] }
    let problem = builtIn.problem(from: 0, to: 1000)
    let settings = Settings(.adaptive(.tightest))
    let yardstick = HandWrittenTaylor.spikes(current: 70)
    let yardstickTime = Clock.best(of: 25) {
      Clock.consume(HandWrittenTaylor.spikes(current: Clock.hidden(70)).last ?? 0)
    }
    let solution = method.solve(problem, settings)
    let time = Clock.best(of: 25) { Clock.consume(Double(method.solve(problem, settings).cost.steps)) }
    func worst(_ spikes: [Double]) -> Double {
      guard spikes.count == exact.count else { return .infinity }
      return zip(spikes, exact).map { abs($0 - $1) }.max() ?? .infinity
    }
    return [
      Line("taylor, worst spike", worst(solution.eventTimes[0]), unit: "ms", atMost: 1e-11),
      Line("taylor, six spikes, \(solution.cost.steps) steps", 1e3 * time, unit: "ms", atMost: 0.5),
      Line("hand-written Taylor of order 16, worst spike", worst(yardstick), unit: "ms", atMost: nil),
      Line("hand-written Taylor of order 16", 1e3 * yardstickTime, unit: "ms", atMost: nil),
      Line("taylor / hand-written", time / yardstickTime, unit: "x", atMost: nil),
    ]
  }

  /// The spikes for a current that begins at 100 ms, to 18 digits: a Taylor method of order 73 with 90 digits.
  private static let exact = [
    200.022470956952225, 347.809557869339292, 495.664077364262211, 643.518582330690080, 791.373087300236284,
    939.227592269781819,
  ]
}

/// The regular-spiking cell in x = v − vr, by recurrences written out.
private enum HandWrittenTaylor {
  private static let order = 16

  static func spikes(current: Double) -> [Double] {
    let tolerance = 1e-14
    let (quadratic, inverse, rate, coupling) = (0.7 / 100, 1.0 / 100, 0.03, 0.03 * -2)
    var (t, x, w, input) = (0.0, 0.0, 0.0, 0.0)
    var spikes: [Double] = []
    let stops = [100.0, 1000]
    var stop = 0
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 2 * (order + 1)) { memory in
      guard let v = memory.baseAddress else { return }
      let u = v + order + 1
      func value(_ c: UnsafePointer<Double>, _ h: Double) -> Double {
        var sum = c[order]
        for k in stride(from: order - 1, through: 0, by: -1) { sum = sum * h + c[k] }
        return sum
      }
      while stop < 2 {
        v[0] = x
        u[0] = w
        for k in 0..<order {
          var square = 0.0
          for i in 0..<(k + 1) / 2 { square += v[i] * v[k - i] }
          square *= 2
          if k & 1 == 0 { square += v[k / 2] * v[k / 2] }
          let slope = quadratic * (square - 20 * v[k]) - inverse * u[k] + (k == 0 ? input * inverse : 0)
          v[k + 1] = slope / Double(k + 1)
          u[k + 1] = (coupling * v[k] - rate * u[k]) / Double(k + 1)
        }
        let scale = tolerance * max(1, abs(x), abs(w))
        let last = max(abs(v[order]), abs(u[order]))
        let lastButOne = max(abs(v[order - 1]), abs(u[order - 1]))
        var h = 1e9
        if last > 0 { h = pow(scale / last, 1 / Double(order)) }
        if lastButOne > 0 { h = min(h, pow(scale / lastButOne, 1 / Double(order - 1))) }
        let isLast = h >= stops[stop] - t
        if isLast { h = stops[stop] - t }
        let (nextX, nextW) = (value(v, h), value(u, h))
        if nextX >= 95 {
          var (low, high, z) = (0.0, h, h * (95 - x) / (nextX - x))
          for _ in 0..<60 {
            var (g, slope) = (v[order], 0.0)
            for k in stride(from: order - 1, through: 0, by: -1) {
              slope = slope * z + g
              g = g * z + v[k]
            }
            if g >= 95 { high = z } else { low = z }
            var next = z - (g - 95) / slope
            if abs(next - z) < 1e-16 * (1 + t) { break }
            if !(next > low && next < high) { next = (low + high) / 2 }
            z = next
          }
          t += z
          spikes.append(t)
          w = value(u, z) + 100
          x = 10
          continue
        }
        (x, w) = (nextX, nextW)
        t = isLast ? stops[stop] : t + h
        if isLast {
          stop += 1
          input = current
        }
      }
    }
    return spikes
  }
}
