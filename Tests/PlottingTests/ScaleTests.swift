import Testing

@testable import Plotting

@Suite struct ScaleTests {
  @Test func theInverseGivesTheValueBack() {
    var random = Seeded(seed: 1)
    for _ in 0..<5000 {
      let (scale, isLogarithmic) = anyScale(&random)
      let share = random.unit()
      let value = scale.value(at: scale.start + (scale.end - scale.start) * share)
      let again = scale.value(at: scale.position(value))
      // A pixel is a thousandth of the domain or so; eleven digits more than suffice for a read-out.
      let span = isLogarithmic ? abs(value) : scale.domain.upperBound / 2 - scale.domain.lowerBound / 2
      #expect(abs(again - value) <= 1e-9 * span, "\(scale)")
    }
  }

  @Test func theEndsAreTheEnds() {
    var random = Seeded(seed: 2)
    for _ in 0..<2000 {
      let (scale, _) = anyScale(&random)
      #expect(abs(scale.position(scale.domain.lowerBound) - scale.start) < 1e-6)
      #expect(abs(scale.position(scale.domain.upperBound) - scale.end) < 1e-6)
    }
  }

  private static let least = Double.leastNonzeroMagnitude
  static let domains: [ClosedRange<Double>] = [
    0...0, least...least, 1e300...1e300, -1.7e308...1.7e308, 1...(1 + 1e-15),
    -1e-300...1e-300, 0...least,
    -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude, -1...0,
  ]

  @Test(arguments: domains) func everyDomainGivesFinitePixels(domain: ClosedRange<Double>) {
    for kind in [Scale.Kind.linear, .logarithmic] {
      let scale = Scale(kind, domain: domain, start: 40, end: 600)
      for value in [
        domain.lowerBound, domain.upperBound, 0, 1, -1, 1e308, -1e308, .leastNonzeroMagnitude, .infinity, -.infinity,
      ] {
        let position = scale.position(value)
        #expect(position.isNaN || abs(position) <= Scale.farAway, "\(value) on \(scale)")
        #expect(kind == .logarithmic || !position.isNaN)
      }
      #expect(scale.position(.nan).isNaN)
    }
  }

  @Test func aLogarithmicScaleHasNoPlaceForZero() {
    let scale = Scale(.logarithmic, domain: 1e-3...1, start: 0, end: 300)
    #expect(scale.position(0).isNaN)
    #expect(scale.position(-1).isNaN)
    #expect(!scale.canShow(0))
    #expect(abs(scale.position(0.1) - 200) < 1e-9)
  }

  private func anyScale(_ random: inout Seeded) -> (Scale, Bool) {
    let isLogarithmic = random.unit() < 0.5
    let size = exponential(-200 + 400 * random.unit())
    let lower = isLogarithmic ? size : size * (random.unit() - 0.5) * 10
    let upper = isLogarithmic ? lower * exponential(0.1 + 20 * random.unit()) : lower + size * (0.01 + random.unit())
    let flipped = random.unit() < 0.5
    return (
      Scale(
        isLogarithmic ? .logarithmic : .linear, domain: lower...upper, start: flipped ? 600 : 40,
        end: flipped ? 40 : 600), isLogarithmic
    )
  }
}

/// Ten to a power.
func exponential(_ power: Double) -> Double { Logarithm.power(power) }
