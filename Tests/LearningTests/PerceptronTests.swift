import Dynamics
import Expressions
import Foundation
import Learning
import TestSupport
import Testing

@Suite("Training of networks")
struct PerceptronTests {
  @Test("y' = -y from its equation alone, to 1e-3", arguments: [InitialCondition.penalised, .exact(time: 1)])
  func decay(_ condition: InitialCondition) throws {
    var options = PerceptronOptions()
    (options.layers, options.width) = (2, 16)
    options.initialCondition = condition
    options.weights = LossWeights(physics: 1, initial: 10, data: 0)
    options.collocation = Collocation([Collocation.Part(from: 0, to: 2, count: 40)])
    options.phases = [
      .init(.adam(Adam.Options(rate: 5e-3)), epochs: 200), .init(.lbfgs(LBFGS.Options()), epochs: 150),
    ]
    var training = PerceptronTraining(try Networks.decay(), options)
    let outcome = training.run()
    #expect(outcome.isFinal)
    let times = (0...50).map { 0.04 * Double($0) }
    let prediction = training.predict(at: times)
    for (row, t) in times.enumerated() {
      #expect(abs(prediction.state(row, 0) - exp(-t)) < 1e-3)
      #expect(abs(prediction.slope(row, 0) + exp(-t)) < 2e-2)
    }
    #expect(training.freshResidual < 5e-3)
    #expect(training.losses.total(options.weights) < 1e-5)
  }

  @Test("a sine from its samples, with and without random features")
  func sine() throws {
    let times = (0..<60).map { Double($0) / 59 * 2 }
    let data = PerceptronData(times: times, states: times.map { 3 + 2 * sin(5 * $0) })
    var options = PerceptronOptions()
    (options.layers, options.width) = (2, 24)
    options.weights = LossWeights(physics: 0, initial: 0, data: 1)
    options.phases = [
      .init(.adam(Adam.Options(rate: 1e-2, schedule: .oneCycle, clip: 10)), epochs: 300),
      .init(.lbfgs(LBFGS.Options()), epochs: 200),
    ]
    for features in [nil, RandomFourier(count: 6, sigma: 0.8, seed: 2)] {
      options.fourier = features
      var training = PerceptronTraining(try Networks.decay(), options, data)
      training.run()
      let fresh = (0..<59).map { (times[$0] + times[$0 + 1]) / 2 }
      let prediction = training.predict(at: fresh)
      for (row, t) in fresh.enumerated() { #expect(abs(prediction.state(row, 0) - 3 - 2 * sin(5 * t)) < 0.02) }
      let totals = training.history.rows.map(\.total)
      #expect((totals.last ?? 1) < 1e-4 * totals[0])
      #expect(training.history.rows.map(\.epoch).last == training.epoch)
    }
  }

  @Test("the presets have the sizes that the course reports")
  func presets() throws {
    let problem = try ModelDefinition.reading(ModelText.regularSpiking(current: "70 pA*(t >= 100 ms)"))
      .problem(from: 0, to: 1000)
    let pure = PerceptronOptions.coursePure(problem)
    #expect(pure.shape(of: problem).parameterCount == 83_586)
    #expect(pure.epochs == 12_000)
    let euler = try #require(Method.named("explicit-euler"))
    let samples = euler.solve(problem, Settings(step: 1, eventTimes: .grid)).trajectory
    let data = PerceptronData.courseGuided(samples, peak: 35)
    #expect(data.times.count == 1001)
    #expect(data.values(of: 0, dimension: 2).filter { $0 == 35 }.count == 6)
    let guided = PerceptronOptions.courseGuided(problem, data)
    #expect(guided.shape(of: problem).parameterCount == 50_050)
    #expect(guided.collocation(of: problem).times.count == 2000)
    #expect(guided.collocation(of: problem).times.filter { $0 >= 90 && $0 <= 150 }.count >= 500)
    #expect(guided.epochs == 10_000)
  }

  @Test("training says why it came back")
  func outcomes() throws {
    let problem = try Networks.decay()
    var options = Self.small
    var training = PerceptronTraining(problem, options)
    #expect(training.run(epochs: 3) == .paused)
    #expect(training.run(TrainingBudget(), isCancelled: { true }) == .cancelled)
    var now = 0.0
    let budget = TrainingBudget(seconds: 4) {
      now += 1
      return now
    }
    #expect(training.run(budget) == .outOfTime)
    #expect(training.epoch == 6)
    var epochs: [Int] = []
    #expect(training.run(progress: { epoch, _ in epochs.append(epoch) }) == .finished)
    #expect(epochs == Array(7...30))
    #expect(training.run(epochs: 1) == .finished)

    options.phases = [.init(.adam(Adam.Options(rate: 1e200)), epochs: 5)]
    var wild = PerceptronTraining(problem, options)
    #expect(wild.run() == .notFinite(epoch: 1))
    #expect(wild.history.rows.count == 1)

    options.phases = [.init(.adam(Adam.Options(rate: 1e-9)), epochs: 500)]
    options.earlyStopping = .init(.freshResidual, every: 5, patience: 20)
    var slow = PerceptronTraining(problem, options)
    let first = slow.parameters
    #expect(slow.run() == .stoppedEarly(best: 5))
    #expect(slow.epoch == 25)
    #expect(zip(slow.parameters, first).allSatisfy { abs($0 - $1) < 1e-8 })

    options.earlyStopping = nil
    options.phases = [.init(.lbfgs(LBFGS.Options()), epochs: 5000)]
    (options.weights, options.precision) = (LossWeights(physics: 0, initial: 1, data: 0), .double)
    var easy = PerceptronTraining(problem, options)
    #expect(easy.run() == .stalled(epoch: easy.epoch))
    #expect(easy.epoch < 5000)
    #expect(easy.history.rows.last?.epoch == easy.epoch)
    #expect(easy.losses.initial < 1e-20)

    options.phases.append(.init(.adam(Adam.Options()), epochs: 3))
    var continued = PerceptronTraining(problem, options)
    #expect(continued.run() == .finished)
    #expect(continued.epoch == easy.epoch + 3)
    #expect(continued.history.rows.last?.phase == 1)
  }

  @Test("a trained network answers as figures ask")
  func trainedNetwork() throws {
    let problem = try Networks.spiking()
    var options = Self.small
    options.weights.data = 0
    options.collocation = Collocation([Collocation.Part(from: 0, to: 8, count: 150)])
    options.recordEvery = 10
    var training = PerceptronTraining(problem, options)
    training.run()
    let trained = training.trained
    let times = [0, 1.7, 6.1, 8]
    #expect(trained.states(at: times) == training.predict(at: times).states)
    #expect(trained.states(at: [-0.1, 8.1]).allSatisfy { $0.isNaN })
    let square = trained.freshResiduals.reduce(0) { sum, residual in
      let scales = options.outputs(of: problem, .none).map(\.scale)
      return sum + zip(residual.values, scales).reduce(0) { $0 + ($1.0 / $1.1) * ($1.0 / $1.1) }
    }
    let mean = (square / Double(2 * trained.freshResiduals.count)).squareRoot()
    #expect(abs(mean / training.freshResidual - 1) < 1e-9)
    #expect(trained.collocationResiduals.map { $0.time } == options.collocation(of: problem).times)
    #expect(trained.history.components == ["physics", "initial"])
    #expect(trained.history.steps == [1, 10, 20, 30])
    #expect(trained.history.totals == training.history.rows.map { $0.total })
    #expect((trained.trainedWeights, trained.fixedWeights, trained.iterations) == (206, 0, 30))
  }

  private static var small: PerceptronOptions {
    var options = PerceptronOptions()
    (options.layers, options.width) = (2, 12)
    options.phases = [.init(.adam(Adam.Options()), epochs: 10), .init(.lbfgs(LBFGS.Options()), epochs: 20)]
    return options
  }
}
