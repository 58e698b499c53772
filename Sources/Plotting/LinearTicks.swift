import Markup

/// Ticks at multiples of 1, 2 or 5 times a power of ten.
///
/// A tick is a whole number of steps and is made from its decimal text, so 0.3 is 0.3 and not 3 times 0.1.
enum LinearTicks {
  /// As many ticks as fit; every label has as many decimals as the step.
  static func ticks(_ domain: ClosedRange<Double>, _ room: TickRoom, format: TickFormat = .automatic) -> Ticks {
    let span = domain.upperBound / 2 - domain.lowerBound / 2
    let finest = span / max(2, room.length / room.leastSpacing) * 2
    var exponent = Int(Logarithm.decimal(finest).rounded(.down))
    if format == .whole { exponent = max(0, exponent) }
    var previous: [Tick] = []
    // Each round is ten times coarser; labels are never so wide that twenty rounds would not do.
    for _ in 0..<20 {
      for mantissa in [1, 2, 5] {
        let step = Logarithm.value(mantissa, exponent)
        guard step.isFinite else { return Ticks(labelled: Array(previous.prefix(1))) }
        let counts = counts(domain, step)
        guard !counts.isEmpty else { return Ticks(labelled: Array(previous.prefix(1))) }
        guard counts.count <= 50 else { continue }
        let ticks = labelled(counts, mantissa, exponent, format)
        let spacing = room.length * (step / 2) / span
        if room.fits(ticks, spacing: spacing) {
          return Ticks(labelled: ticks)
        }
        previous = ticks
      }
      exponent += 1
    }
    return Ticks(labelled: Array(previous.prefix(1)))
  }

  /// How many steps from zero the ticks inside the domain are.
  private static func counts(_ domain: ClosedRange<Double>, _ step: Double) -> [Int] {
    // A bound like 0.30000000000000004 is meant to be 0.3.
    let slack = 1e-9
    let (first, last) = (
      (domain.lowerBound / step - slack).rounded(.up), (domain.upperBound / step + slack).rounded(.down)
    )
    guard abs(first) < 1e15, abs(last) < 1e15, first <= last, last - first < 1000 else { return [] }
    return Array(Int(first)...Int(last))
  }

  private static func labelled(_ steps: [Int], _ mantissa: Int, _ exponent: Int, _ format: TickFormat) -> [Tick] {
    let counts = steps.map { $0 * mantissa }
    let plain = counts.map { TickFormat.plain($0, exponent) }
    let largest = counts.map(\.magnitude).max() ?? 0
    let reach = String(largest).count - 1 + exponent
    let labels =
      switch format {
      case .decimal: plain
      case .scientific: TickFormat.scientific(counts, exponent, reach)
      case .automatic, .whole:
        if reach < 6 && exponent >= -4 {
          plain
        } else if abs(reach) > 15 || abs(exponent) > 15 {
          TickFormat.scientific(counts, exponent, reach)
        } else {
          shorter(plain, TickFormat.scientific(counts, exponent, reach))
        }
      }
    return zip(steps, labels).compactMap { step, label in
      let value = Logarithm.value(step * mantissa, exponent)
      return value.isFinite ? Tick(value, label, isRound: step.isMultiple(of: 2)) : nil
    }
  }

  private static func shorter(_ plain: [String], _ scientific: [String]) -> [String] {
    let width: ([String]) -> Double = { $0.map { Lettering.width($0, size: 1) }.max() ?? 0 }
    return width(plain) <= width(scientific) ? plain : scientific
  }
}

/// How tick labels are written.
package enum TickFormat: Sendable {
  /// Decimals where they are readable, powers of ten where not.
  case automatic
  /// The same for counts: there is no tick between two whole numbers.
  case whole
  case decimal
  case scientific

  /// A decimal number, thousands apart from five digits on.
  package static func plain(_ count: Int, _ exponent: Int) -> String {
    let text = Digits.fixed(Logarithm.value(count, exponent), max(0, -exponent))
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first, whole.drop(while: { $0 == "-" }).count > 4 else { return Digits.typeset(text) }
    var grouped = ""
    for (index, digit) in whole.enumerated() {
      let left = whole.count - index
      if index > 0, left.isMultiple(of: 3), grouped.last != "-" { grouped.append("\u{2009}") }
      grouped.append(digit)
    }
    return Digits.typeset(([grouped] + parts.dropFirst().map(String.init)).joined(separator: "."))
  }

  /// All with the same power of ten, that of the largest, and the same decimals: 0, 5 × 10⁻⁷, 10 × 10⁻⁷.
  static func scientific(_ counts: [Int], _ exponent: Int, _ reach: Int) -> [String] {
    let decimals = max(0, reach - exponent)
    let power = "\u{202F}×\u{202F}" + Digits.typeset("1e\(reach)")
    return counts.map { count in
      if count == 0 { return "0" }
      return Digits.typeset(Digits.fixed(Logarithm.value(count, exponent - reach), decimals)) + power
    }
  }
}
