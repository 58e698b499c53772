import Dynamics
import Learning
import Testing

@Suite("The same bits again")
struct ReproducibilityTests {
  private static let data = PerceptronData(
    times: (0..<700).map { 8 * Double($0) / 699 }, states: (0..<1400).map { Double(($0 * 37) % 101) / 50 - 1 })

  private static func options(workers: Int = 1, seed: UInt64 = 5) -> PerceptronOptions {
    var options = PerceptronOptions()
    (options.layers, options.width, options.seed, options.workers) = (2, 20, seed, workers)
    options.collocation = Collocation([Collocation.Part(from: 0, to: 8, count: 900)])
    options.phases = [
      .init(.adam(Adam.Options(schedule: .cosine(to: 0.1), clip: 1)), epochs: 12),
      .init(.lbfgs(LBFGS.Options(memory: 4)), epochs: 12),
    ]
    options.recordEvery = 5
    options.earlyStopping = .init(.freshResidual, every: 3, patience: 1000)
    return options
  }

  @Test("the number of workers does not change them", arguments: [2, 3, 8])
  func workers(_ count: Int) throws {
    let problem = try Networks.spiking()
    var one = PerceptronTraining(problem, Self.options(), Self.data)
    var many = PerceptronTraining(problem, Self.options(workers: count), Self.data)
    one.run()
    many.run()
    #expect(one.parameters == many.parameters)
    #expect(one.history == many.history)
    #expect(one.freshResidual == many.freshResidual)
  }

  @Test("the seed does")
  func seeds() throws {
    let problem = try Networks.spiking()
    let first = PerceptronTraining(problem, Self.options(), Self.data)
    #expect(first.parameters == PerceptronTraining(problem, Self.options(), Self.data).parameters)
    #expect(first.parameters != PerceptronTraining(problem, Self.options(seed: 6), Self.data).parameters)
  }

  @Test("a checkpoint goes on to them", arguments: [0, 1, 7, 12, 13, 19, 24])
  func checkpoints(_ epoch: Int) throws {
    let problem = try Networks.spiking()
    var whole = PerceptronTraining(problem, Self.options(), Self.data)
    var interrupted = whole
    whole.run()
    interrupted.run(epochs: epoch)
    let bytes = interrupted.checkpoint
    // Going on by itself must not disturb what was saved.
    interrupted.run(epochs: 2)
    var resumed = try #require(
      PerceptronTraining(problem, Self.options(workers: 2), Self.data, checkpoint: bytes))
    #expect(resumed.epoch == epoch)
    #expect(resumed.checkpoint == bytes)
    #expect(resumed.run() == .finished)
    #expect(resumed.parameters == whole.parameters)
    #expect(resumed.history == whole.history)
    #expect(resumed.checkpoint == whole.checkpoint)
  }

  @Test("a damaged or foreign checkpoint is refused")
  func refusals() throws {
    let problem = try Networks.spiking()
    var training = PerceptronTraining(problem, Self.options(), Self.data)
    training.run(epochs: 13)
    let bytes = training.checkpoint
    for place in stride(from: 0, to: bytes.count, by: 997) {
      var damaged = bytes
      damaged[place] ^= 4
      #expect(PerceptronTraining(problem, Self.options(), Self.data, checkpoint: damaged) == nil)
    }
    #expect(PerceptronTraining(problem, Self.options(), Self.data, checkpoint: Array(bytes.dropLast())) == nil)
    #expect(PerceptronTraining(problem, Self.options(), Self.data, checkpoint: []) == nil)
    #expect(PerceptronTraining(problem, Self.options(seed: 1), Self.data, checkpoint: bytes) == nil)
    #expect(PerceptronTraining(problem, Self.options(), checkpoint: bytes) == nil)
    #expect(PerceptronTraining(try Networks.decay(), Self.options(), checkpoint: bytes) == nil)
  }
}
