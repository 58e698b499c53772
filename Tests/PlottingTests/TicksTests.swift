import Testing

@testable import Plotting

@Suite struct TicksTests {
  @Test func linearTicksCoverTheDomainAndAreRound() {
    var random = Seeded(seed: 3)
    for _ in 0..<2500 {
      let span = exponential(-12 + 24 * random.unit())
      let lower = span * exponential(6 * random.unit()) * (random.unit() - 0.5)
      let scale = Scale(.linear, domain: lower...(lower + span), start: 0, end: 60 + 600 * random.unit())
      let isHorizontal = random.unit() < 0.5
      let ticks = LinearTicks.ticks(scale.domain, TickRoom(length: scale.end, isHorizontal: isHorizontal)).labelled
      expectOrdered(ticks, scale, isHorizontal)
      guard let step = zip(ticks, ticks.dropFirst()).map({ $1.value - $0.value }).first else { continue }
      #expect(ticks[0].value - scale.domain.lowerBound < step * 1.0001)
      #expect(scale.domain.upperBound - ticks[ticks.count - 1].value < step * 1.0001)
      let mantissa = step / exponential(Logarithm.decimal(step * 1.0001).rounded(.down))
      #expect([1, 2, 5].contains { abs(mantissa - $0) < 1e-3 * $0 }, "step \(step)")
    }
  }

  @Test(arguments: [3.0, 4, 12, 70, 1e4]) func countsHaveNoTicksBetweenWholeNumbers(last: Double) {
    let axis = Axis("spikes", range: 0...last, format: .whole)
    let ticks = axis.ticks(on: Scale(.linear, domain: 0...last, start: 0, end: 400), isHorizontal: false).labelled
    #expect(ticks.count > 1)
    #expect(ticks.allSatisfy { $0.value == $0.value.rounded() && !$0.label.contains(".") })
  }

  @Test func linearLabelsHaveTheSameDecimals() {
    var random = Seeded(seed: 4)
    for _ in 0..<1500 {
      let span = exponential(-5 + 10 * random.unit())
      let lower = span * (random.unit() - 0.5) * 4
      let ticks = LinearTicks.ticks(lower...(lower + span), TickRoom(length: 500, isHorizontal: true)).labelled
      let counts = Set(ticks.filter { $0.value != 0 }.map { decimals($0.label) })
      #expect(counts.count <= 1, "\(ticks.map(\.label))")
    }
  }

  @Test func logarithmicTicksLieInTheDomain() {
    var random = Seeded(seed: 5)
    for _ in 0..<2500 {
      let lower = exponential(-280 + 500 * random.unit())
      let decades = random.unit() < 0.5 ? 2 * random.unit() : random.unit() * 25
      let scale = Scale(
        .logarithmic, domain: lower...(lower * exponential(0.001 + decades)), start: 0,
        end: 60 + 600 * random.unit())
      let isHorizontal = random.unit() < 0.5
      let ticks = LogarithmicTicks.ticks(scale, TickRoom(length: scale.end, isHorizontal: isHorizontal))
      expectOrdered(ticks.labelled, scale, isHorizontal)
      #expect(zip(ticks.minor, ticks.minor.dropFirst()).allSatisfy { $0 < $1 })
      #expect(Set(ticks.minor).isDisjoint(with: ticks.labelled.map(\.value)) || decades < 1.01)
    }
  }

  @Test(arguments: [
    (1e-3, 1.0, ["10⁻³", "10⁻²", "10⁻¹", "10⁰"]), (0.01, 1, ["0.01", "0.1", "1"]),
    (1, 1000, ["1", "10", "100", "1000"]), (2, 9, ["2", "4", "6", "8"]),
    (1e-12, 1, ["10⁻¹²", "10⁻¹⁰", "10⁻⁸", "10⁻⁶", "10⁻⁴", "10⁻²", "10⁰"]),
    (1e-300, 1e300, ["10⁻³⁰⁰", "10⁻²⁰⁰", "10⁻¹⁰⁰", "10⁰", "10¹⁰⁰", "10²⁰⁰", "10³⁰⁰"]),
  ]) func logarithmicLabels(lower: Double, upper: Double, labels: [String]) {
    let scale = Scale(.logarithmic, domain: lower...upper, start: 250, end: 0)
    let ticks = LogarithmicTicks.ticks(scale, TickRoom(length: 250, isHorizontal: false)).labelled
    #expect(ticks.map(\.label) == labels)
  }

  @Test(arguments: [
    (0.0, 1000.0, ["0", "200", "400", "600", "800", "1000"]),
    (-0.3, 0.3, ["−0.3", "−0.2", "−0.1", "0.0", "0.1", "0.2", "0.3"]),
    (0, 40000, ["0", "10\u{2009}000", "20\u{2009}000", "30\u{2009}000", "40\u{2009}000"]),
    (
      0, 4e-7,
      ["0", "1\u{202F}×\u{202F}10⁻⁷", "2\u{202F}×\u{202F}10⁻⁷", "3\u{202F}×\u{202F}10⁻⁷", "4\u{202F}×\u{202F}10⁻⁷"]
    ),
    (1e300, 3e300, ["1×10³⁰⁰"]),
  ]) func linearLabels(lower: Double, upper: Double, labels: [String]) {
    let ticks = LinearTicks.ticks(lower...upper, TickRoom(length: 300, isHorizontal: true)).labelled.map(\.label)
    if labels.count > 1 { #expect(ticks == labels) } else { #expect(ticks.allSatisfy { $0.hasSuffix("10³⁰⁰") }) }
  }

  @Test func shownLabelsNeverTouch() {
    var random = Seeded(seed: 6)
    for _ in 0..<1500 {
      let isLogarithmic = random.unit() < 0.4
      let lower = exponential(-9 + 18 * random.unit())
      let upper = isLogarithmic ? lower * exponential(0.01 + 15 * random.unit()) : lower * (1 + 3 * random.unit())
      let isHorizontal = random.unit() < 0.5
      let scale = Scale(
        isLogarithmic ? .logarithmic : .linear, domain: lower...upper, start: 0, end: 60 + 600 * random.unit())
      let axis = Axis("x", scale: scale.kind)
      let ticks = axis.ticks(on: scale, isHorizontal: isHorizontal, before: 12, after: 12).labelled
      for (size, shown) in [
        (Lettering.size, ticks.filter { $0.visibility != .never }),
        (Lettering.largestSize, ticks.filter { $0.visibility == .always }),
      ] {
        for (one, other) in zip(shown, shown.dropFirst()) {
          let distance = abs(scale.position(one.value) - scale.position(other.value))
          let needed =
            isHorizontal
            ? (Lettering.width(one.label, size: size) + Lettering.width(other.label, size: size)) / 2 : size
          #expect(distance > needed, "\(one.label) and \(other.label) on \(scale)")
        }
      }
    }
  }

  @Test func ticksOfAnAuthorAreThinnedToo() {
    let ticks = (0...40).map { Tick(Double($0), "method \($0)") }
    let scale = Scale(.linear, domain: 0...40, start: 0, end: 600)
    let shown = Axis("x", ticks: ticks).ticks(on: scale, isHorizontal: true).labelled
    #expect(shown.count == 41)
    #expect(shown.count { $0.visibility == .always } < 8)
    #expect(shown.contains { $0.visibility == .always })
  }

  private func expectOrdered(_ ticks: [Tick], _ scale: Scale, _ isHorizontal: Bool) {
    #expect(!ticks.isEmpty || scale.end < 140 || scale.kind == .logarithmic, "\(scale)")
    #expect(zip(ticks, ticks.dropFirst()).allSatisfy { $0.value < $1.value })
    #expect(Set(ticks.map(\.label)).count == ticks.count, "\(ticks.map(\.label))")
    #expect(ticks.count <= 30)
    let slack = 1e-6 * abs(scale.end - scale.start)
    #expect(ticks.allSatisfy { (scale.start - slack...scale.end + slack).contains(scale.position($0.value)) })
  }

  private func decimals(_ label: String) -> Int {
    let mantissa = label.split(separator: "\u{2009}×").first ?? ""
    return mantissa.split(separator: ".").dropFirst().first?.count ?? 0
  }
}
