import Learning
import Testing

@Suite("Optimisers")
struct OptimiserTests {
  /// Rosenbrock's valley in any even number of dimensions; its only minimum there is (1, 1 ...).
  private static func rosenbrock(_ x: [Double], _ gradient: inout [Double]) -> Double {
    var sum = 0.0
    for i in stride(from: 0, to: x.count, by: 2) {
      let (a, b) = (1 - x[i], x[i + 1] - x[i] * x[i])
      sum += a * a + 100 * b * b
      gradient[i] = -2 * a - 400 * x[i] * b
      gradient[i + 1] = 200 * b
    }
    return sum
  }

  @Test("L-BFGS goes down Rosenbrock's valley", arguments: [2, 20])
  func valley(_ count: Int) {
    var x = (0..<count).map { $0.isMultiple(of: 2) ? -1.2 : 1.0 }
    var lbfgs = LBFGS(LBFGS.Options(memory: 10))
    var losses: [Double] = []
    loop: for _ in 0..<200 {
      switch lbfgs.step(&x, Self.rosenbrock) {
      case .moved: losses.append(lbfgs.loss ?? .nan)
      case .stalled: break loop
      case .notFinite: Issue.record("not finite")
      }
    }
    #expect(x.allSatisfy { abs($0 - 1) < 1e-7 })
    #expect(losses.count < 80)
    #expect(zip(losses, losses.dropFirst()).allSatisfy { $0 > $1 })
  }

  @Test("L-BFGS minimises a quadratic in a few more steps than it has directions, and then says so")
  func quadratic() {
    let curvatures = [1, 10, 100, 1000, 1e4]
    var x = [1.0, -2, 3, -4, 5]
    var evaluations = 0
    let evaluate = { (x: [Double], gradient: inout [Double]) -> Double in
      evaluations += 1
      for i in x.indices { gradient[i] = curvatures[i] * x[i] }
      // Beside 1 the last decreases cannot be seen.
      return x.indices.reduce(1) { $0 + curvatures[$1] * x[$1] * x[$1] / 2 }
    }
    var lbfgs = LBFGS(LBFGS.Options(memory: 8))
    var steps = 0
    while steps < 100, case .moved = lbfgs.step(&x, evaluate) { steps += 1 }
    #expect(x.allSatisfy { abs($0) < 1e-6 })
    #expect(steps < 40)
    #expect(evaluations < 2 * steps + 60)
    #expect(lbfgs.step(&x, evaluate) == .stalled)
  }

  @Test("L-BFGS backs away from where the loss is no number, and refuses to start there")
  func notFinite() {
    let evaluate = { (x: [Double], gradient: inout [Double]) -> Double in
      gradient[0] = 1 - 1 / x[0]
      return x[0] > 0 ? x[0] - Self.logarithm(x[0]) : .nan
    }
    var x = [0.01]
    var lbfgs = LBFGS(LBFGS.Options())
    for _ in 0..<30 { _ = lbfgs.step(&x, evaluate) }
    #expect(abs(x[0] - 1) < 1e-6)
    var bad = [-1.0]
    var other = LBFGS(LBFGS.Options())
    #expect(other.step(&bad, evaluate) == .notFinite)
    #expect(bad == [-1])
  }

  /// Good enough to be minimised, by its series of artanh.
  private static func logarithm(_ x: Double) -> Double {
    let (exponent, z) = (Double(x.exponent), (x.significand - 1) / (x.significand + 1))
    return exponent * 0.6931471805599453
      + 2
      * stride(from: 1, to: 41, by: 2).reduce(0) { sum, k in
        sum + (0..<k).reduce(1.0) { power, _ in power * z } / Double(k)
      }
  }

  @Test("Adam's first step is the learning rate, whatever the gradient's size")
  func adamStep() {
    var adam = Adam(Adam.Options(rate: 0.1), count: 3)
    var x = [0.0, 0, 0]
    adam.step(&x, gradient: [1e-3, -5, 0], of: 1)
    #expect(abs(x[0] + 0.1) < 1e-5 && abs(x[1] - 0.1) < 1e-9 && x[2] == 0)
    for _ in 0..<2000 {
      let gradient = zip(x, [1.0, 2, 3]).map { 2 * ($0 - $1) }
      adam.step(&x, gradient: gradient, of: 2000)
    }
    #expect(zip(x, [1.0, 2, 3]).allSatisfy { abs($0 - $1) < 1e-3 })
  }

  @Test("a clipped gradient keeps its direction")
  func clipping() {
    var clipped = Adam(Adam.Options(rate: 0.1, clip: 1), count: 2)
    var plain = Adam(Adam.Options(rate: 0.1), count: 2)
    var (x, y) = ([0.0, 0], [0.0, 0])
    clipped.step(&x, gradient: [30, 40], of: 1)
    plain.step(&y, gradient: [0.6, 0.8], of: 1)
    #expect(zip(clipped.means, plain.means).allSatisfy { abs($0 - $1) < 1e-15 })
    #expect(x == y || zip(x, y).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("schedules begin and end where they say")
  func schedules() {
    #expect(RateSchedule.constant.factor(at: 70, of: 100) == 1)
    #expect(RateSchedule.step(factor: 0.5, every: 10).factor(at: 29, of: 100) == 0.25)
    #expect(abs(RateSchedule.cosine(to: 0.1).factor(at: 0, of: 100) - 1) < 1e-15)
    #expect(abs(RateSchedule.cosine(to: 0.1).factor(at: 99, of: 100) - 0.1) < 1e-15)
    let cycle = (0..<100).map { RateSchedule.oneCycle.factor(at: $0, of: 100) }
    #expect(abs(cycle[0] - 0.04) < 1e-15 && abs(cycle[29] - 1) < 1e-15 && abs(cycle[99] - 4e-6) < 1e-12)
    #expect(zip(cycle[0..<29], cycle[1..<30]).allSatisfy { $0 < $1 })
    #expect(zip(cycle[29..<99], cycle[30..<100]).allSatisfy { $0 > $1 })
  }
}
