private import Kernels

/// Noise under way: a number for each neuron, drawn anew every so many steps.
final class NoiseRun {
  let addend: Int
  private let steps: Int
  private let blocks: Int
  private let drawing: ValueDrawing
  private let streams: [DrawStream]
  private let numbers: Scratch

  init(_ noise: SpikingNetwork.Noise, seed: UInt64, blocks: Int) {
    addend = noise.addend
    steps = noise.steps
    self.blocks = blocks
    drawing = ValueDrawing(noise.values)
    streams = drawing.streams(seed: seed, purpose: noise.purpose)
    numbers = Scratch(blocks * BlockMachine.lanes)
  }

  func renew(_ step: Int) {
    guard step % steps == 0 else { return }
    for block in 0..<blocks {
      drawing.draw(block: step / steps * blocks + block, streams)
      row(block).update(from: drawing.result(0), count: BlockMachine.lanes)
    }
  }

  func row(_ block: Int) -> UnsafeMutablePointer<Double> { numbers.pointer + block * BlockMachine.lanes }
}

/// Poisson processes under way, one for each neuron of a population.
///
/// The number of events of a step is found by inversion: how many of the sums of probabilities a uniform number is at least.
final class PoissonRun {
  let receptor: Int
  private let size: Int
  private let stream: DrawStream
  private let limits: [Double]
  private let weights: [Double]
  private let uniforms: Scratch
  private let counts: Scratch

  init(_ input: SpikingNetwork.PoissonInput, size: Int, seed: UInt64) {
    receptor = input.receptor
    self.size = size
    stream = DrawStream(seed: seed, purpose: input.purpose + "/events")
    limits = Self.limits(mean: input.mean)
    let drawing = ValueDrawing(input.weight)
    weights = drawing.table(size, drawing.streams(seed: seed, purpose: input.purpose + "/weight"))[0]
    uniforms = Scratch(size)
    counts = Scratch(size)
  }

  /// The probabilities of at most 0, 1, 2 ... events, until they are 1 to the last digit.
  static func limits(mean: Double) -> [Double] {
    var probability = Elementary.exponential(-mean)
    var sum = probability
    var limits: [Double] = []
    var count = 0.0
    while sum < 1, count < mean || probability > 1e-18 {
      limits.append(sum)
      count += 1
      probability *= mean / count
      sum += probability
    }
    return limits
  }

  func send(_ step: Int, to port: Port) {
    stream.uniforms(from: step * size, size, into: uniforms.pointer)
    notebook_ranks(uniforms.pointer, size, limits, limits.count, counts.pointer)
    let row = port.row(step)
    for neuron in 0..<size { row[neuron] += weights[neuron] * counts.pointer[neuron] }
  }
}
