private import Kernels

/// What will arrive at one receptor of every neuron of a population, for some steps ahead.
final class Port {
  private let size: Int
  private let slots: Int
  private let numbers: Scratch

  /// - Parameter reach: how many steps ahead of the present one something can be put.
  init(size: Int, reach: Int) {
    self.size = size
    slots = reach + 1
    numbers = Scratch(size * slots)
    numbers.pointer.update(repeating: 0, count: size * slots)
  }

  @inline(__always)
  func row(_ step: Int) -> UnsafeMutablePointer<Double> { numbers.pointer + step % slots * size }

  /// Forgets what has arrived.
  func clear(_ step: Int) { row(step).update(repeating: 0, count: size) }

  /// Adds what the synapses of one source send in step `step`.
  ///
  /// - Parameter atOnce: whether what has no delay arrives in that step; else it does in the next.
  func add(_ wiring: Wiring, _ source: Int, at step: Int, atOnce: Bool) {
    let range = wiring.synapses(of: source)
    guard !range.isEmpty else { return }
    guard let delays = wiring.delays else {
      let to = row(step + (atOnce ? wiring.delay : Swift.max(wiring.delay, 1)))
      add(wiring, range, to)
      return
    }
    for index in range {
      let target = wiring.places.map { Int($0.targets[index]) } ?? index - range.lowerBound
      row(step + Int(delays[index]))[target] += wiring.weights?[index] ?? wiring.weight
    }
  }

  private func add(_ wiring: Wiring, _ range: Range<Int>, _ to: UnsafeMutablePointer<Double>) {
    switch (wiring.places, wiring.weights) {
    case (nil, nil): notebook_add_number(to, wiring.weight, range.count)
    case (nil, let weights?):
      weights.withUnsafeBufferPointer { weights in
        guard let first = weights.baseAddress else { return }
        notebook_add_row(to, first + range.lowerBound, range.count)
      }
    case (let places?, let weights):
      places.targets.withUnsafeBufferPointer { targets in
        guard let first = targets.baseAddress else { return }
        guard let weights else {
          return notebook_scatter_number(to, first + range.lowerBound, wiring.weight, range.count)
        }
        weights.withUnsafeBufferPointer { weights in
          guard let weight = weights.baseAddress else { return }
          notebook_scatter_row(to, first + range.lowerBound, weight + range.lowerBound, range.count)
        }
      }
    }
  }
}
