/// The first cycle of a branch: the linear oscillation about a Hopf point.
extension CycleContinuation {
  /// Where the orbit has no extent, with the direction in which it grows.
  func beginning(at point: Continuation.Bifurcation) -> (ScaledCycle, Tangent)? {
    let n = field.dimension
    let rest = zip(point.state, field.scales).map { $0 / $1 }
    field.set(parameter: point.parameter / field.size)
    let jacobian = field.jacobian(rest)
    guard let frequency = eigenvalues(jacobian, dimension: n)?.criticalPair?.imaginary else { return nil }
    // J² + ω² is singular, and what it takes to zero are the real parts of the two eigenvectors.
    let system = Factorisation(n)
    for row in 0..<n {
      for column in 0..<n {
        let square = (0..<n).reduce(0) { $0 + jacobian[row * n + $1] * jacobian[$1 * n + column] }
        system.matrix[row * n + column] = square + (row == column ? frequency * frequency * (1 + 1e-10) : 0)
      }
    }
    guard system.factor() != 0 else { return nil }
    var real = (0..<n).map { 1 + 0.3 * Double($0) }
    for _ in 0..<3 {
      real.withUnsafeMutableBufferPointer { if let base = $0.baseAddress { system.solve(base) } }
      let norm = real.reduce(0) { $0 + $1 * $1 }.squareRoot()
      guard norm.isFinite, norm > 0 else { return nil }
      real = real.map { $0 / norm }
    }
    let imaginary = (0..<n).map { row in -(0..<n).reduce(0) { $0 + jacobian[row * n + $1] * real[$1] } / frequency }
    func shape(_ place: Double) -> [Double] {
      let angle = 2 * Double.pi * place
      return zip(real, imaginary).map { Elementary.cosine(angle) * $0 - Elementary.sine(angle) * $1 }
    }
    let count = Self.intervals
    let mesh = (0...count).map { Double($0) / Double(count) }
    let gauss = GaussCollocation.standard
    let cycle = ScaledCycle(
      mesh: mesh, states: mesh.dropLast().map { _ in rest },
      stages: mesh.dropLast().map { _ in gauss.nodes.map { _ in rest } },
      period: Elementary.logarithm(2 * Double.pi / frequency), parameter: point.parameter / field.size)
    let change = CycleSystem.Change(states: mesh.dropLast().map(shape), period: 0, parameter: 0)
    let norm = product(change, change).squareRoot()
    return (
      cycle,
      Tangent(
        change: CycleSystem.Change(
          states: change.states.map { $0.map { $0 / norm } }, period: 0, parameter: 0),
        stages: mesh.dropLast().map { start in
          gauss.nodes.map { shape(start + $0 / Double(count)).map { $0 / norm } }
        })
    )
  }
}
