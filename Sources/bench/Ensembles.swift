import Dynamics
import Expressions
import Foundation
import Yardsticks

extension Case {
  /// Uncoupled regular-spiking cells under currents of their own, 1 s in steps of 0.1 ms on one core.
  static let ensemble = Case(name: "ensemble") {
    let (count, steps) = (20_000, 10_000)
    guard let builtIn = Models.regularSpiking()?.cells(count), let own = Models.ownSpiking()?.cells(count)
    else { return [] }
    func time(_ ensemble: Ensemble, _ name: String, _ times: Settings.EventTimes) -> Double {
      guard let method = Method.named(name) else { return .nan }
      return Clock.best(of: 3) { Clock.consume(spikeCount(ensemble, method, times)) }
    }
    return ["explicit-euler", "rk4"].flatMap { name -> [Line] in
      func byHand(_ yardstick: (Int32, Int, Double, Int) -> Int) -> Double {
        Clock.best(of: 3) {
          Clock.consume(Double(yardstick(name == "rk4" ? 1 : 0, count, Clock.hidden(0.1), steps)))
        }
      }
      let (fused, unfused) = (byHand(yardstick_ensemble), byHand(yardstick_ensemble_unfused))
      let (grid, located) = (time(builtIn, name, .grid), time(builtIn, name, .located))
      let (ownGrid, ownLocated) = (time(own, name, .grid), time(own, name, .located))
      return [
        Line(
          "\(count) cells, \(name), spikes on the grid", 1e9 * grid / Double(count * steps), unit: "ns per step",
          atMost: nil),
        Line(
          "\(count) cells, \(name), located spikes", 1e9 * located / Double(count * steps), unit: "ns per step",
          atMost: nil),
        Line("\(name), spikes on the grid / hand-written C", grid / fused, unit: "x", atMost: 1.3),
        Line(
          "\(name), spikes on the grid / hand-written C with the same roundings", grid / unfused, unit: "x", atMost: 1.3
        ),
        Line(
          "\(name), located spikes / hand-written C with spikes on the grid", located / fused, unit: "x", atMost: nil),
        Line("\(name), equations of one's own / built-in, grid", ownGrid / grid, unit: "x", atMost: 4),
        Line("\(name), equations of one's own / built-in, located", ownLocated / located, unit: "x", atMost: 4),
      ]
    }
  }

  /// The same for 100,000 cells on one core and on two, and what memory that takes.
  static let cores = Case(name: "cores") {
    guard let cells = Models.regularSpiking()?.cells(100_000), let method = Method.named("rk4") else { return [] }
    func time(_ workers: Int) -> Double {
      (0..<2).map { _ in
        let start = DispatchTime.now().uptimeNanoseconds
        Clock.consume(spikes(cells, method, .located, workers: workers))
        return 1e-9 * Double(DispatchTime.now().uptimeNanoseconds - start)
      }.min() ?? .nan
    }
    let (one, two) = (time(1), time(2))
    var usage = rusage()
    getrusage(0, &usage)
    return [
      Line("100000 cells for 1 s, rk4, located spikes, one core", one, unit: "s", atMost: nil),
      Line("one core / two cores", one / two, unit: "x", atLeast: 1.8),
      Line("memory of the process", Double(usage.ru_maxrss) / 1024, unit: "MB", atMost: 500),
    ]
  }

  /// Spikes are counted and forgotten, as the loop in C does.
  private static func spikeCount(_ ensemble: Ensemble, _ method: Method, _ times: Settings.EventTimes) -> Double {
    let counts = ensemble.solve(method, Settings(step: 0.1, eventTimes: times)) { $1.eventTimes[0].count }
    return Double(counts.reduce(0, +))
  }

  /// The times of all spikes are kept.
  private static func spikes(
    _ ensemble: Ensemble, _ method: Method, _ times: Settings.EventTimes, workers: Int = 1
  ) -> Double {
    let solved = ensemble.solve(method, Settings(step: 0.1, eventTimes: times), workers: workers) { $1.eventTimes[0] }
    return Double(solved.reduce(0) { $0 + $1.count })
  }
}

extension ModelDefinition {
  /// Copies under constant currents from 50 to 200 pA.
  fileprivate func cells(_ count: Int) -> Ensemble? {
    ModelFamily(self, varying: ["I"], from: 0, to: 1000)?
      .ensemble([(0..<count).map { 50 + 150 * (Double($0) + 0.5) / Double(count) }])
  }
}
