import Dynamics
import Expressions
import Foundation
import TestSupport
import Testing

/// Random draws by their place, and who is connected with whom.
@Suite struct PopulationTests {
  static func normals(_ count: Int, seed: UInt64) -> [Double] {
    let stream = DrawStream(seed: seed, purpose: "test")
    var numbers: [Double] = []
    var block = Array(repeating: 0.0, count: DrawStream.normalBlock)
    for index in 0..<count / DrawStream.normalBlock {
      block.withUnsafeMutableBufferPointer { row in
        if let first = row.baseAddress { stream.normals(ofBlock: index, into: first) }
      }
      numbers += block
    }
    return numbers
  }

  static func distribution(_ x: Double) -> Double { 0.5 * erfc(-x / 2.0.squareRoot()) }

  @Test func normalNumbersHaveTheirMoments() {
    let x = Self.normals(1 << 20, seed: 3)
    let n = Double(x.count)
    func mean(_ power: Int) -> Double { x.reduce(0) { $0 + pow($1, Double(power)) } / n }
    // Five standard errors of each.
    for (power, expected, variance) in [(1, 0.0, 1.0), (2, 1, 2), (3, 0, 15), (4, 3, 96)] {
      let bound = 5 * (variance / n).squareRoot()
      #expect(abs(mean(power) - expected) < bound, "\(power)")
    }
    // Neighbours in a block, the two of a pair, and the same place of two blocks have nothing to do with one another.
    for lag in [1, 64, 128] {
      let product = zip(x, x.dropFirst(lag)).reduce(0) { $0 + $1.0 * $1.1 } / n
      let bound = 5 / n.squareRoot()
      #expect(abs(product) < bound, "lag \(lag)")
    }
  }

  /// Kolmogorov-Smirnov and Anderson-Darling against the normal distribution, each below its value at a level of 0.1 %.
  @Test(arguments: [1, 2, 3] as [UInt64]) func normalNumbersAreNormal(seed: UInt64) {
    let x = Self.normals(1 << 17, seed: seed).sorted()
    let n = Double(x.count)
    var largest = 0.0
    var sum = 0.0
    for (index, value) in x.enumerated() {
      let p = Self.distribution(value)
      let i = Double(index)
      largest = max(largest, abs(p - i / n), abs(p - (i + 1) / n))
      sum += (2 * i + 1) * (log(p) + log(Self.distribution(-x[x.count - 1 - index])))
    }
    let (kolmogorov, anderson) = (largest * n.squareRoot(), -n - sum / n)
    #expect(kolmogorov < 1.95)
    #expect(anderson < 6)
  }

  @Test func uniformNumbersAreThoseOfTheGenerator() {
    let stream = DrawStream(seed: 9, purpose: "p")
    var generator = stream.generator
    let expected = (0..<300).map { _ in generator.uniform() }
    var numbers = Array(repeating: 0.0, count: 200)
    numbers.withUnsafeMutableBufferPointer { row in
      if let first = row.baseAddress { stream.uniforms(from: 100, 200, into: first) }
    }
    #expect(numbers == Array(expected[100...]))
  }

  @Test func logarithmsAreAsExactAsTheLibrarys() {
    for index in 1...10_000 {
      let x = Double(index) * 1e-4
      let exact = log(x)
      let bound = 4e-16 * max(abs(exact), 1e-4)
      #expect(abs(DrawStream.logarithm(x) - exact) <= bound, "\(x)")
    }
    #expect(DrawStream.logarithm(1) == 0)
  }

  // MARK: Connections

  static func projection(_ rule: Wiring.Rule, isRecurrent: Bool = false, allowsSelf: Bool = true, purpose: String = "p")
    -> SpikingNetwork.Projection
  {
    SpikingNetwork.Projection(
      purpose: purpose, source: 0, target: isRecurrent ? 0 : 1, receptor: 0, rule: rule, allowsSelf: allowsSelf,
      weight: DrawnValues(1), delay: DrawnValues(0))
  }

  static func pairs(_ wiring: Wiring, _ sources: Int) -> [[Int]] {
    (0..<sources).map { source in
      wiring.synapses(of: source).map { index in
        wiring.places.map { Int($0.targets[index]) } ?? index - wiring.synapses(of: source).lowerBound
      }
    }
  }

  @Test(arguments: [(true, 0), (true, 1), (true, 7), (false, 7), (false, 29), (true, 30)])
  func everyTargetHasItsInDegree(allowsSelf: Bool, degree: Int) {
    let wiring = Wiring(
      Self.projection(.inDegree(degree), isRecurrent: true, allowsSelf: allowsSelf), from: 30, to: 30, step: 1, seed: 4)
    let rows = Self.pairs(wiring, 30)
    for target in 0..<30 {
      #expect(rows.filter { $0.contains(target) }.count == degree)
      if !allowsSelf { #expect(!rows[target].contains(target)) }
    }
    #expect(wiring.count == degree * 30)
    for row in rows { #expect(Set(row).count == row.count) }
  }

  /// Ten sources for each target, from two populations together; the targets are the second of them.
  @Test func anInDegreeFromAPoolOfPopulations() {
    let sizes = [40, 25]
    var sources = Array(repeating: [Int](), count: 25)
    for (number, first) in [0, 40].enumerated() {
      var projection = Self.projection(.inDegree(10), isRecurrent: true, allowsSelf: false)
      projection.pool = Wiring.Pool(purpose: "pool", size: 65, first: first, targets: 40)
      let wiring = Wiring(projection, from: sizes[number], to: 25, step: 1, seed: 4)
      for (source, targets) in Self.pairs(wiring, sizes[number]).enumerated() {
        for target in targets { sources[target].append(first + source) }
      }
    }
    for (target, sources) in sources.enumerated() {
      #expect(sources.count == 10 && Set(sources).count == 10)
      #expect(!sources.contains(40 + target))
    }
    #expect(sources.joined().contains { $0 < 40 } && sources.joined().contains { $0 >= 40 })
  }

  @Test func inDegreesDrawAllSourcesAlike() {
    let rows = Self.pairs(
      Wiring(Self.projection(.inDegree(5)), from: 20, to: 8000, step: 1, seed: 4), 20)
    // Binomial with 8000 trials of 1/4.
    let bound = 5 * (2000 * 0.75).squareRoot()
    for row in rows { #expect(abs(Double(row.count) - 2000) < bound) }
  }

  @Test(arguments: [0.001, 0.1, 0.5, 0.97]) func connectionsAreBinomial(probability: Double) {
    let (sources, targets) = (400, 1000)
    let wiring = Wiring(Self.projection(.probability(probability)), from: sources, to: targets, step: 1, seed: 8)
    let rows = Self.pairs(wiring, sources)
    let variance = Double(targets) * probability * (1 - probability)
    let mean = Double(targets) * probability
    let total = Double(wiring.count)
    let expected = mean * Double(sources)
    let reach = 5 * (variance * Double(sources)).squareRoot()
    #expect(abs(total - expected) < reach)
    let spread = rows.reduce(0.0) { $0 + pow(Double($1.count) - mean, 2) } / Double(sources)
    let excess = 1 / variance
    let bound: Double = 5 * ((2 + excess) / Double(sources)).squareRoot()
    #expect(abs(spread / variance - 1) < bound)
    for row in rows {
      #expect(zip(row, row.dropFirst()).allSatisfy { $0 < $1 })
      #expect(row.allSatisfy { (0..<targets).contains($0) })
    }
    // Each column as well: no target is preferred.
    var columns = Array(repeating: 0, count: targets)
    for target in rows.joined() { columns[target] += 1 }
    let deviation = (Double(sources) * probability * (1 - probability)).squareRoot()
    let middle = Double(sources) * probability
    let reachOfOne = 4 * deviation + 2
    let far = columns.filter { abs(Double($0) - middle) > reachOfOne }
    #expect(far.count < 4)
  }

  @Test func probabilitiesAtTheEnds() {
    let none = Wiring(Self.projection(.probability(0)), from: 5, to: 7, step: 1, seed: 1)
    #expect(none.count == 0 && Self.pairs(none, 5) == Array(repeating: [], count: 5))
    let all = Wiring(Self.projection(.probability(1)), from: 5, to: 7, step: 1, seed: 1)
    #expect(all.count == 35 && Self.pairs(all, 5) == Array(repeating: Array(0..<7), count: 5))
    let others = Wiring(
      Self.projection(.probability(1), isRecurrent: true, allowsSelf: false), from: 4, to: 4, step: 1, seed: 1)
    let expected = (0..<4).map { source in (0..<4).filter { $0 != source } }
    #expect(Self.pairs(others, 4) == expected)
    let tiny = Wiring(Self.projection(.probability(1e-17)), from: 5, to: 7, step: 1, seed: 1)
    #expect(tiny.count == 0)
  }

  @Test func anotherPurposeIsAnotherDraw() {
    let first = Wiring(Self.projection(.probability(0.5)), from: 9, to: 99, step: 1, seed: 1)
    let second = Wiring(Self.projection(.probability(0.5), purpose: "q"), from: 9, to: 99, step: 1, seed: 1)
    let third = Wiring(Self.projection(.probability(0.5)), from: 9, to: 99, step: 1, seed: 2)
    #expect(Self.pairs(first, 9) != Self.pairs(second, 9))
    #expect(Self.pairs(first, 9) != Self.pairs(third, 9))
  }
}
