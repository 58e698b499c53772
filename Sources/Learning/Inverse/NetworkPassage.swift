import Dynamics

/// A basis with its values where every window needs them: at the collocation points and at the end.
struct CollocationTable {
  let basis: Basis
  let points: [Point]
  let end: Point

  /// The combinations at one place of the window, and their slopes.
  struct Point {
    let s: Double
    let root: Double
    let values: [Double]
    let slopes: [Double]
  }

  init(_ basis: Basis) {
    self.basis = basis
    points = zip(basis.quadrature.points, basis.quadrature.weights).map { Self.point(basis, $0, $1) }
    end = Self.point(basis, 1, 0)
  }

  func point(_ s: Double) -> Point { Self.point(basis, s, 0) }

  private static func point(_ basis: Basis, _ s: Double, _ weight: Double) -> Point {
    var values = Array(repeating: 0.0, count: basis.count)
    var slopes = values
    values.withUnsafeMutableBufferPointer { values in
      slopes.withUnsafeMutableBufferPointer { slopes in
        if let values = values.baseAddress, let slopes = slopes.baseAddress { basis.evaluate(s, values, slopes) }
      }
    }
    return Point(s: s, root: weight.squareRoot(), values: values, slopes: slopes)
  }
}

extension Passage {
  /// A window as its network has it: yᵢ(s) = yᵢ(0) + Sᵢ Σⱼ zᵢⱼ φⱼ(s), with s from 0 to 1. Each collocation point gives a row for
  /// what is left of dy/ds − T f, in units of the scales.
  ///
  /// - Parameters:
  ///   - outputs: the weights z, those of one state after those of another.
  ///   - weight: what the equation counts.
  mutating func follow(
    _ table: CollocationTable, _ outputs: [Double], _ flow: SensitiveFlow, _ scales: [Double], _ weight: Double,
    withDerivatives: Bool
  ) {
    let n = dimension
    let count = table.basis.count
    let length = end - begin
    let memory = Scratch(2 * n + n * n + n + n * max(1, flow.unknowns))
    let (y, f) = (memory.pointer, memory.pointer + n)
    let byState = f + n
    let byUnknown = byState + n * n + n
    func sum(_ state: Int, _ part: [Double]) -> Double {
      var total = 0.0
      for index in 0..<count { total += outputs[state * count + index] * part[index] }
      return total
    }
    func values(_ point: CollocationTable.Point, isFixed: Bool) -> Values {
      var result = Values(values: (0..<n).map { start[$0] + scales[$0] * sum($0, point.values) }, slopes: [])
      guard withDerivatives else { return result }
      result.slopes = (0..<n).map { state in
        var slopes = Slopes(
          own: Array(repeating: 0, count: own), start: (0..<n).map { $0 == state ? 1 : 0 },
          unknowns: Array(repeating: 0, count: unknowns))
        for index in 0..<count { slopes.own[state * count + index] = scales[state] * point.values[index] }
        if !isFixed {
          let rate = scales[state] * sum(state, point.slopes) / length
          slopes.begin = -rate * (1 - point.s)
          slopes.end = -rate * point.s
        }
        return slopes
      }
      return result
    }
    predictions = samples.map { values(table.point(($0 - begin) / length), isFixed: false) }
    last = values(table.end, isFixed: true)
    physics.reserveCapacity(table.points.count * n)
    for point in table.points {
      let t = begin + length * point.s
      for state in 0..<n { y[state] = start[state] + scales[state] * sum(state, point.values) }
      if withDerivatives { flow.evaluate(t, y, f, byState, byUnknown) } else { flow.evaluate(t, y, f) }
      let factor = weight * point.root
      for state in 0..<n {
        let share = factor / scales[state]
        var row = Row(
          value: factor * sum(state, point.slopes) - share * length * f[state],
          slopes: Slopes(start: [], unknowns: []))
        if withDerivatives {
          row.slopes.own = [Double](unsafeUninitializedCapacity: own) { buffer, size in
            for other in 0..<n {
              let part = -share * length * scales[other] * byState[state * n + other]
              for index in 0..<count {
                buffer[other * count + index] =
                  part * point.values[index] + (other == state ? factor * point.slopes[index] : 0)
              }
            }
            size = own
          }
          let byTime = length * byState[n * n + state]
          row.slopes.start = (0..<n).map { -share * length * byState[state * n + $0] }
          row.slopes.unknowns = (0..<unknowns).map { -share * length * byUnknown[$0 * n + state] }
          row.slopes.begin = share * (f[state] - byTime * (1 - point.s))
          row.slopes.end = -share * (f[state] + byTime * point.s)
        }
        physics.append(row)
      }
    }
  }
}
