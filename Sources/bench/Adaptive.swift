import Dynamics
import Expressions
import Yardsticks

extension Case {
  /// Dormand-Prince to a spike error of 1e-8 ms, against the same method written by hand in C: each with the loosest
  /// tolerance that reaches it.
  static let adaptive = Case(name: "adaptive") {
    guard let model = Models.regularSpiking(), let method = Method.named("dormand-prince") else { return [] }
    let problem = model.problem(from: 0, to: 1000)
    var tight = Settings(tolerance: 1e-13)
    tight.keepsRows = false
    let exact = method.solve(problem, tight).eventTimes[0]

    func byHand(_ tolerance: Double) -> [Double] {
      var spikes = Array(repeating: 0.0, count: 32)
      let count = spikes.withUnsafeMutableBufferPointer {
        yardstick_dormand_prince(tolerance, $0.baseAddress, Int32($0.count))
      }
      return Array(spikes.prefix(Int(count)))
    }
    func ours(_ tolerance: Double) -> Solution {
      var settings = Settings(tolerance: tolerance)
      settings.keepsRows = false
      return method.solve(problem, settings)
    }
    func loosest(_ spikes: (Double) -> [Double]) -> Double? {
      let tolerances = (8...44).map { Elementary.power(10, -Double($0) / 4) * 1e-2 }
      return tolerances.first { tolerance in
        let found = spikes(tolerance)
        return found.count == exact.count && zip(found, exact).allSatisfy { abs($0 - $1) <= 1e-8 }
      }
    }
    guard let handTolerance = loosest(byHand), let tolerance = loosest({ ours($0).eventTimes[0] }) else {
      return [Line("Dormand-Prince to 1e-8 ms", .infinity, unit: "x", atMost: 1.5, note: "not reached")]
    }
    let (time, yardstick) = Clock.best(of: 400) {
      Clock.consume(Double(ours(tolerance).cost.steps))
    } against: {
      Clock.consume(byHand(Clock.hidden(handTolerance)).last ?? 0)
    }
    return [
      Line(
        "hand-written C Dormand-Prince to 1e-8 ms", 1e3 * yardstick, unit: "ms", atMost: nil,
        note: "tolerance \(Line.short(handTolerance))"),
      Line(
        "Dormand-Prince to 1e-8 ms", 1e3 * time, unit: "ms", atMost: nil,
        note: "tolerance \(Line.short(tolerance)), \(ours(tolerance).cost.steps) steps"),
      Line("Dormand-Prince / hand-written C", time / yardstick, unit: "x", atMost: 1.5),
    ]
  }
}
