import Dynamics
import Expressions
import Yardsticks

extension Case {
  /// Uncoupled regular-spiking cells under currents of their own, 1 s in steps of 0.1 ms on one core, and on two.
  static let ensemble = Case(name: "ensemble") {
    let (count, steps) = (20_000, 10_000)
    guard let builtIn = Models.regularSpiking()?.cells(count), let own = Models.ownSpiking()?.cells(count) else { return [] }
    let perStep = 1e9 / Double(count * steps)
    func time(_ ensemble: Ensemble, _ name: String, _ times: Settings.EventTimes) -> Double {
      guard let method = Method.named(name) else { return .nan }
      return Clock.best(of: 3) {
        let spikes = ensemble.solve(method, Settings(step: 0.1, eventTimes: times)) { $1.eventTimes[0].count }
        Clock.consume(Double(spikes.reduce(0, +)))
      }
    }
    return ["explicit-euler", "rk4"].flatMap { name -> [Line] in
      let byHand = Clock.best(of: 3) {
        Clock.consume(Double(yardstick_ensemble(name == "rk4" ? 1 : 0, count, Clock.hidden(0.1), steps)))
      }
      let (grid, located) = (time(builtIn, name, .grid), time(builtIn, name, .located))
      let (ownGrid, ownLocated) = (time(own, name, .grid), time(own, name, .located))
      return [
        Line("\(count) cells, hand-written C \(name), spikes on the grid", byHand * perStep, unit: "ns per step", atMost: nil),
        Line("\(name), spikes on the grid / hand-written C", grid / byHand, unit: "x", atMost: 1.3),
        Line(
          "\(name), located spikes / hand-written C", located / byHand, unit: "x", atMost: name == "rk4" ? 1.35 : nil,
          note: "Brian2's C++ run loop with rk4 and spikes on the grid took 1.35"),
        Line("\(name), equations of one's own / built-in, grid", ownGrid / grid, unit: "x", atMost: 4),
        Line("\(name), equations of one's own / built-in, located", ownLocated / located, unit: "x", atMost: 4),
      ]
    }
  }
}

extension ModelDefinition {
  /// Copies under constant currents from 50 to 200 pA.
  fileprivate func cells(_ count: Int) -> Ensemble? {
    ModelFamily(self, varying: ["I"], from: 0, to: 1000)?
      .ensemble([(0..<count).map { 50 + 150 * (Double($0) + 0.5) / Double(count) }])
  }
}
