package import Dynamics

extension BlockMachine {
  /// Sets the same value in all lanes.
  package func set(parameters: [Double]) {
    for (index, value) in parameters.enumerated() {
      self.parameters(index).update(repeating: value, count: Self.lanes)
    }
    refresh()
  }

  package func set(modes: [Double]) {
    for (index, value) in modes.enumerated() { self.modes(index).update(repeating: value, count: Self.lanes) }
    refresh()
  }

  /// Runs the program at many points, of which each lane takes one.
  ///
  /// - Parameters:
  ///   - states: state i at point q stands at `i * count + q`; the results stand alike.
  ///   - outputs: how many of the program's results are wanted, from the first on.
  package func evaluate(
    _ times: UnsafePointer<Double>, _ states: UnsafePointer<Double>, count: Int, outputs: Int,
    into results: UnsafeMutablePointer<Double>
  ) {
    for first in stride(from: 0, to: count, by: Self.lanes) {
      let size = min(Self.lanes, count - first)
      self.times.update(from: times + first, count: size)
      for index in 0..<layout.states {
        (self.states + index * Self.lanes).update(from: states + index * count + first, count: size)
      }
      run()
      for index in 0..<outputs { (results + index * count + first).update(from: result(index), count: size) }
    }
  }
}
