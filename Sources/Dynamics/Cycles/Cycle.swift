/// A periodic orbit: a polynomial on each interval of a mesh, in scaled coordinates.
struct ScaledCycle {
  /// From 0 to 1, in shares of the period.
  var mesh: [Double]
  /// At the beginning of each interval; the last one ends where the first begins.
  var states: [[Double]]
  /// Of each interval the states at its Gauss points.
  var stages: [[[Double]]]
  /// The logarithm of the period.
  var period: Double
  var parameter: Double

  var count: Int { states.count }
  var length: Double { Elementary.exponential(period) }

  /// The state at a share of the period.
  func state(at place: Double, _ slopes: [[[Double]]]) -> [Double] {
    let interval = max(0, (mesh.firstIndex { $0 > place } ?? count) - 1)
    let width = mesh[interval + 1] - mesh[interval]
    let weights = GaussCollocation.standard.weights(at: (place - mesh[interval]) / width)
    return states[interval].indices.map { index in
      var sum = 0.0
      for stage in weights.indices { sum += weights[stage] * slopes[interval][stage][index] }
      return states[interval][index] + width * length * sum
    }
  }

  /// Of each interval the slopes at its Gauss points.
  func slopes(_ field: CycleField) -> [[[Double]]] {
    field.set(parameter: parameter)
    return stages.map { $0.map(field.rate) }
  }

  /// The same cycle on another mesh.
  func moved(to mesh: [Double], _ field: CycleField) -> ScaledCycle {
    let slopes = slopes(field)
    var cycle = self
    cycle.mesh = mesh
    cycle.states = mesh.dropLast().map { state(at: $0, slopes) }
    cycle.stages = zip(mesh, mesh.dropFirst()).map { start, end in
      GaussCollocation.standard.nodes.map { state(at: start + $0 * (end - start), slopes) }
    }
    return cycle
  }

  /// How many intervals a cycle has at least and at most, and how far a polynomial may be from the orbit, in scales of the states.
  private static let (fewest, most, allowed) = (40, 400, 1e-7)
  /// By how much the polynomials of an interval of width 1 miss what has a fifth derivative of 1: the integral of (s - c₁)…(s - c₄)/4!,
  /// at its largest.
  private static let missed = 5e-5

  /// A mesh on which each interval has the same share of what its polynomial leaves out (Ascher, Mattheij and Russell 1995,
  /// sec. 9.1, doi:10.1137/1.9781611971231), with as many intervals as that may be little.
  func bestMesh(_ field: CycleField) -> [Double] {
    let n = field.dimension
    let gauss = GaussCollocation.standard
    let widths = zip(mesh, mesh.dropFirst()).map { $1 - $0 }
    // The fourth derivative in each interval, and the fifth where two of them meet.
    let fourth = zip(slopes(field), widths).map { slopes, width in
      (0..<n).map { index in
        gauss.highestDerivative(slopes.map { $0[index] }) * length / (width * width * width)
      }
    }
    let fifth = widths.indices.map { here -> Double in
      let before = (here + count - 1) % count
      let distance = (widths[here] + widths[before]) / 2
      return zip(fourth[here], fourth[before]).reduce(0) { max($0, abs($1.0 - $1.1)) } / distance
    }
    var density = widths.indices.map { here -> Double in
      let size = max(fifth[here], fifth[(here + 1) % count])
      return size > 0 ? Elementary.exponential(Elementary.logarithm(size) / 5) : 0
    }
    // No part without a mesh: where nothing seems to happen the orbit still has to be followed.
    let mean = zip(density, widths).reduce(0) { $0 + $1.0 * $1.1 }
    density = density.map { $0 + 0.2 * mean + 1e-12 }
    var sums = [0.0]
    for (value, width) in zip(density, widths) { sums.append(sums[sums.count - 1] + value * width) }
    var result = [0.0]
    var interval = 0
    let needed = sums[count] * Elementary.exponential(Elementary.logarithm(Self.missed / Self.allowed) / 5)
    let wanted = Int(min(Double(Self.most), max(Double(Self.fewest), needed.rounded(.up))))
    // Not one more and one less from place to place.
    let next = wanted > count || 2 * wanted < count ? min(Self.most, wanted + wanted / 4) : count
    for index in 1..<next {
      let aim = sums[count] * Double(index) / Double(next)
      while sums[interval + 1] < aim { interval += 1 }
      let share = (aim - sums[interval]) / (sums[interval + 1] - sums[interval])
      result.append(mesh[interval] + share * widths[interval])
    }
    return result + [1]
  }
}
