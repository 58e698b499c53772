import Dynamics
import Testing

@Suite("Random numbers")
struct RandomTests {
  @Test("the same seed gives the same numbers, another stream others")
  func streams() {
    var a = Random(seed: 3)
    var b = Random(seed: 3)
    var c = Random(seed: 3, stream: 1)
    let first = (0..<10).map { _ in a.next() }
    #expect(first == (0..<10).map { _ in b.next() })
    #expect(first != (0..<10).map { _ in c.next() })
    // The published first number of SplitMix64 with seed 1234567.
    var known = Random(seed: 1_234_567)
    #expect(known.next() == 6_457_827_717_110_365_317)
  }

  @Test("uniform and normal numbers have the moments that they should")
  func moments() {
    var random = Random(seed: 1)
    let count = 100_000
    let uniform = (0..<count).map { _ in random.uniform(-1, 1) }
    let normal = (0..<count).map { _ in random.normal() }
    func mean(_ x: [Double]) -> Double { x.reduce(0, +) / Double(x.count) }
    // Five standard errors.
    #expect(abs(mean(uniform)) < 5 * (1.0 / 3 / Double(count)).squareRoot())
    #expect(abs(mean(normal)) < 5 / Double(count).squareRoot())
    #expect(abs(mean(normal.map { $0 * $0 }) - 1) < 5 * (2 / Double(count)).squareRoot())
    #expect(abs(mean(normal.map { $0 * $0 * $0 * $0 }) - 3) < 5 * (96 / Double(count)).squareRoot())
  }
}
