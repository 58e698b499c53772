/// The mean of a curve over time, from its rows and its dense output between them.
///
/// The integral over each step by Gauss-Legendre with five points, in parts where halves of it say another thing: what is computed
/// beside the states may change more than they do. By Simpson's rule where there are very many steps, which are short then. An input
/// may jump where a step ends: what is computed beside the states is not looked at there.
struct CurveMean {
  /// Nothing where there is no span.
  let value: Double?

  private struct Part {
    let start: Double
    let width: Double
    /// The mean over it.
    let mean: Double
  }

  /// - Parameters:
  ///   - mayJump: whether the values at the rows may be those of one side of a jump.
  ///   - dense: the values at other times.
  init(
    times: [Double], values: [Double], mayJump: Bool, _ dense: ([Double]) -> [Double]
  ) {
    let steps = times.indices.dropLast().filter { times[$0 + 1] > times[$0] }
    let spans = steps.map { (start: times[$0], width: times[$0 + 1] - times[$0]) }
    var means: [Double]
    if spans.count <= Self.fewSteps {
      means = Self.gauss(spans, dense)
      let whole = spans.reduce(0) { $0 + $1.width }
      let parts = zip(spans, means).map { Part(start: $0.start, width: $0.width, mean: $1) }
      let size = parts.reduce(0) { $0 + ($1.mean.isFinite ? abs($1.mean) * $1.width : 0) }
      means = Self.refined(parts, tolerance: Self.tolerance * size / max(whole, .leastNonzeroMagnitude), dense)
    } else {
      let nodes = mayJump ? [0.21132486540518713, 0.7886751345948129] : [0.5]
      let inner = dense(spans.flatMap { span in nodes.map { span.start + span.width * $0 } })
      means = steps.enumerated().map { place, row in
        mayJump
          ? (inner[2 * place] + inner[2 * place + 1]) / 2
          : 1.0 / 6 * (values[row] + values[row + 1]) + 2.0 / 3 * inner[place]
      }
    }
    var (sum, span) = (0.0, 0.0)
    for (part, mean) in zip(spans, means) where mean.isFinite {
      sum += part.width * mean
      span += part.width
    }
    value = span > 0 ? sum / span : nil
  }

  private static let nodes = [
    0.046910077030668004, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332,
  ]
  private static let weights = [
    0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324, 0.11846344252809454,
  ]
  /// How far a step and its halves may be apart, against the mean of the curve's size.
  private static let tolerance = 1e-9
  /// How often a step is halved, and how many halves there may be for each step: what is rounding alone would be halved for ever.
  private static let (rounds, mostHalves) = (20, 6)
  /// Steps up to so many may be long.
  private static let fewSteps = 2000

  private static func gauss(_ spans: [(start: Double, width: Double)], _ dense: ([Double]) -> [Double]) -> [Double] {
    let inner = dense(spans.flatMap { span in nodes.map { span.start + span.width * $0 } })
    return spans.indices.map { place in
      var mean = 0.0
      for (index, weight) in weights.enumerated() { mean += weight * inner[place * nodes.count + index] }
      return mean
    }
  }

  /// The means of the parts, those replaced by the means of their halves that say another thing.
  private static func refined(_ parts: [Part], tolerance: Double, _ dense: ([Double]) -> [Double]) -> [Double] {
    var means = parts.map(\.mean)
    var open = parts.enumerated().filter { $1.mean.isFinite }.map { (owner: $0, part: $1) }
    var left = mostHalves * parts.count + 2000
    for _ in 0..<rounds where !open.isEmpty && 2 * open.count <= left {
      left -= 2 * open.count
      let halves = open.flatMap { piece -> [(start: Double, width: Double)] in
        let half = piece.part.width / 2
        return [(piece.part.start, half), (piece.part.start + half, half)]
      }
      let found = gauss(halves, dense)
      var next: [(owner: Int, part: Part)] = []
      for (place, piece) in open.enumerated() {
        let (left, right) = (found[2 * place], found[2 * place + 1])
        let change = (left + right) / 2 - piece.part.mean
        let share = piece.part.width / parts[piece.owner].width
        guard change.isFinite, abs(change) * share > tolerance else { continue }
        means[piece.owner] += change * share
        for (half, mean) in [(2 * place, left), (2 * place + 1, right)] {
          next.append((piece.owner, Part(start: halves[half].start, width: halves[half].width, mean: mean)))
        }
      }
      open = next
    }
    return means
  }
}
