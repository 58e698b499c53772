import Markup

/// Ticks at powers of ten, with 2 and 5 between where the axis is short, and every second, third ... power where it is long.
enum LogarithmicTicks {
  static func ticks(_ scale: Scale, _ room: TickRoom) -> Ticks {
    let domain = scale.domain
    let decades = whole(domain)
    let perDecade = room.length / max(1e-9, Logarithm.decimal(domain.upperBound) - Logarithm.decimal(domain.lowerBound))

    if decades.count <= 3 {
      let hasPowers = multiples([1], decades, domain).count >= 3
      // The closest pairs are 5 and 10, and 1 and 3.
      for (mantissas, closest) in [([1, 2, 5], 0.301), ([1, 3], 0.477)] {
        let ticks = labelled(multiples(mantissas, decades, domain))
        guard ticks.count >= 3, mantissas.count > 2 || !hasPowers, room.fits(ticks, spacing: perDecade * closest) else {
          continue
        }
        let others = Array(2...9).filter { !mantissas.contains($0) }
        return Ticks(labelled: ticks, minor: multiples(others, decades, domain).map(\.value))
      }
    }
    if decades.filter({ domain.contains(Logarithm.value(1, $0)) }).count < 2 {
      let linear = LinearTicks.ticks(domain, room).labelled.filter { $0.value > 0 }
      // Equal steps crowd towards the upper end.
      let kept = spaced(linear, scale, room)
      let taken = Set(kept.map(\.value))
      let minor = multiples(Array(1...9), decades, domain).map(\.value).filter { !taken.contains($0) }
      return Ticks(labelled: kept, minor: minor)
    }
    for stride in [1, 2, 3, 5, 10, 20, 50, 100, 200] {
      let inside = decades.filter { $0.isMultiple(of: stride) && domain.contains(Logarithm.value(1, $0)) }
      let ticks = labelled(inside.map { Multiple(mantissa: 1, exponent: $0) }, stride: stride)
      let spacing = perDecade * Double(stride)
      guard !ticks.isEmpty, room.fits(ticks, spacing: spacing * 1.2) else { continue }
      let minor =
        stride == 1
        ? perDecade >= 30 ? multiples(Array(2...9), decades, domain) : []
        : perDecade >= 4
          ? multiples([1], decades, domain).filter { !$0.exponent.isMultiple(of: stride) } : []
      return Ticks(labelled: ticks, minor: minor.map(\.value))
    }
    return Ticks(labelled: labelled(multiples([1], decades, domain).prefix(1).map { $0 }))
  }

  private struct Multiple {
    let mantissa: Int
    let exponent: Int
    var value: Double { Logarithm.value(mantissa, exponent) }
  }

  /// The exponents of the powers of ten from just below the domain to its end.
  private static func whole(_ domain: ClosedRange<Double>) -> ClosedRange<Int> {
    let first = Int(Logarithm.decimal(domain.lowerBound).rounded(.down))
    let last = Int(Logarithm.decimal(domain.upperBound).rounded(.down))
    return first...max(first, last)
  }

  private static func multiples(
    _ mantissas: [Int], _ decades: ClosedRange<Int>, _ domain: ClosedRange<Double>
  ) -> [Multiple] {
    // Ends like 0.0010000000000000002 are meant to be 0.001.
    let widened = domain.lowerBound * (1 - 1e-9)...max(domain.upperBound, domain.upperBound * (1 + 1e-9))
    return decades.flatMap { exponent in mantissas.map { Multiple(mantissa: $0, exponent: exponent) } }
      .filter { widened.contains($0.value) && $0.value.isFinite }
  }

  /// Plain numbers from a hundredth to a thousand, else powers of ten for all.
  private static func labelled(_ multiples: [Multiple], stride: Int = 0) -> [Tick] {
    let isPlain = multiples.allSatisfy { $0.value >= 0.0099 && $0.value <= 1001 }
    return multiples.map { multiple in
      let text = isPlain ? Digits.compact(multiple.value, 1) : "\(multiple.mantissa)e\(multiple.exponent)"
      let isRound = stride == 0 ? multiple.mantissa == 1 : (multiple.exponent / stride).isMultiple(of: 2)
      return Tick(multiple.value, Digits.typeset(text), isRound: isRound)
    }
  }

  private static func spaced(_ ticks: [Tick], _ scale: Scale, _ room: TickRoom) -> [Tick] {
    var kept: [Tick] = []
    for tick in ticks {
      let spacing = kept.last.map { abs(scale.position(tick.value) - scale.position($0.value)) }
      if spacing.map({ room.fits([tick, tick], spacing: $0) }) ?? true { kept.append(tick) }
    }
    return kept
  }
}
