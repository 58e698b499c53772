import Dynamics
import Expressions
import Foundation
import Learning
import TestSupport
import Testing

/// Networks trained on windows, against exact solutions that they never saw.
@Suite struct WindowTests {
  static func train(
    _ layer: ModelLayer, until end: Double, _ options: WindowOptions = WindowOptions()
  ) throws -> WindowSolution {
    let model = try ModelDefinition.reading(layer)
    return WindowSolution(training: model.problem(from: 0, to: end), options)
  }

  /// The networks' hidden layer, its fixed combinations and the trained weights, and nothing else.
  @Test func statesAndResidualsFollowFromTheWeightsAlone() throws {
    let trained = try Self.train(ModelText.regularSpiking(current: "70 pA*(t >= 101 ms)"), until: 1000)
    let basis = trained.basis
    let times = (0...2000).map { Double($0) / 2 }
    let (states, slopes) = (trained.states(at: times), trained.slopes(at: times))
    var largest = 0.0
    for (index, t) in times.enumerated() where t < 1000 {
      let window = try #require(trained.windows.last { $0.start <= t })
      let s = (t - window.start) / window.length
      func output(_ state: Int, _ feature: (Int) -> Double) -> Double {
        (0..<basis.count).reduce(0) { sum, k in
          sum + window.weights[state * basis.count + k]
            * (0...basis.neurons).reduce(0) { $0 + feature($1) * basis.combinations[$1 * basis.count + k] }
        }
      }
      func value(_ j: Int) -> Double {
        j == basis.neurons ? s : tanh(basis.slopes[j] * s + basis.offsets[j]) - tanh(basis.offsets[j])
      }
      func slope(_ j: Int) -> Double {
        j == basis.neurons ? 1 : basis.slopes[j] * (1 - pow(tanh(basis.slopes[j] * s + basis.offsets[j]), 2))
      }
      let v = window.initial[0] + window.scales[0] * output(0, value)
      let w = window.initial[1] + window.scales[1] * output(1, value)
      #expect(abs(v - states[2 * index]) < 1e-9)
      #expect(abs(w - states[2 * index + 1]) < 1e-9)
      let rise = window.scales[0] / window.length * output(0, slope)
      #expect(abs(rise - slopes[2 * index]) < 1e-6 * (1 + abs(rise)))
      let input = t < 101 ? 0.0 : 70
      let residual = (rise - (0.7 * (v + 60) * (v + 40) - w + input) / 100) * window.length / window.scales[0]
      largest = max(largest, abs(residual))
    }
    #expect(largest < 2e-8, "\(largest) scales per window")
  }

  /// What a run at a hundredth of the tolerance changes is about the error.
  @Test func theChangeAtATighterToleranceTellsTheError() throws {
    let exact = try Reference.exactSpikes("a_rs_step101")
    for tolerance in [1e-4, 1e-6, 1e-8] {
      let layer = ModelText.regularSpiking(current: "70 pA*(t >= 101 ms)")
      let spikes = try Self.train(layer, until: 1000, WindowOptions(tolerance: tolerance)).solution.eventTimes[0]
      let tighter = try Self.train(layer, until: 1000, WindowOptions(tolerance: max(tolerance / 100, 1e-11)))
        .solution.eventTimes[0]
      let error = zip(spikes, exact).map { abs($0 - $1) }.max() ?? .nan
      let estimate = zip(spikes, tighter).map { abs($0 - $1) }.max() ?? .nan
      print("tolerance \(tolerance): error \(error), estimated \(estimate)")
      #expect(estimate / error > 0.5 && estimate / error < 2)
    }
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    let layer = ModelText.regularSpiking(current: "70 pA*(t >= 101 ms)")
    let first = try Self.train(layer, until: 300, WindowOptions(seed: 5))
    #expect(try Self.train(layer, until: 300, WindowOptions(seed: 5)).windows == first.windows)
    #expect(try Self.train(layer, until: 300, WindowOptions(seed: 6)).windows != first.windows)
  }

  @Test(arguments: ExactCase.all)
  func everySpikeOfEveryCaseIsFound(item: ExactCase) throws {
    let trained = try Self.train(item.layer, until: item.end)
    let spikes = trained.solution.eventTimes[0]
    let worst = zip(spikes, item.spikes).map { abs($0 - $1) }.max() ?? .infinity
    print(
      "\(item.name): \(trained.solution.outcome) \(spikes.count) of \(item.spikes.count), worst \(worst),",
      "\(trained.windows.count) windows, \(trained.iterations) iterations, \(trained.solution.cost.rejected) rejected")
    #expect(trained.solution.outcome == .finished)
    #expect(spikes.count == item.spikes.count)
    #expect(worst < 1e-6, "\(item.name)")
  }
}
