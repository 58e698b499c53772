package import Dynamics

/// What a fit found, as it is kept.
package struct StoredFit: Storable {
  private let outcome: FitReport.Outcome
  private let estimates: [FitReport.Estimate]
  private let numbers: (condition: Double, chiSquared: Double, freedom: Int, iterations: Int)
  private let noise: [Double]
  private let residuals: [[Double]]
  private let resets: [Int]?
  private let lost: [Int]

  package init(_ report: FitReport) {
    outcome = report.outcome
    estimates = report.estimates
    numbers = (report.conditionNumber, report.chiSquared, report.degreesOfFreedom, report.iterations)
    noise = report.noise
    residuals = report.residuals
    resets = report.resets
    lost = report.lost
  }

  package var report: FitReport {
    var report = FitReport(
      outcome: outcome, estimates: estimates, conditionNumber: numbers.condition, chiSquared: numbers.chiSquared,
      degreesOfFreedom: numbers.freedom, noise: noise, residuals: residuals, iterations: numbers.iterations)
    report.resets = resets
    report.lost = lost
    return report
  }

  package func store(in writer: inout ByteWriter) {
    writer.write(outcome)
    writer.write(estimates)
    writer.write(numbers.condition)
    writer.write(numbers.chiSquared)
    writer.write(numbers.freedom)
    writer.write(numbers.iterations)
    writer.write(noise)
    writer.write(residuals.count)
    for row in residuals { writer.write(row) }
    writer.write(resets != nil)
    writer.write((resets ?? []).map(Double.init))
    writer.write(lost.map(Double.init))
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    outcome = try reader.value()
    estimates = try reader.values()
    numbers = (try reader.number(), try reader.number(), try reader.whole(), try reader.whole())
    noise = try reader.numbers()
    let count = try reader.whole()
    guard (0...10_000).contains(count) else { throw DamagedBytes() }
    var residuals: [[Double]] = []
    for _ in 0..<count { residuals.append(try reader.numbers()) }
    self.residuals = residuals
    let wasCut = try reader.flag()
    let counts = try Self.counts(reader.numbers())
    resets = wasCut ? counts : nil
    lost = try Self.counts(reader.numbers())
  }

  private static func counts(_ numbers: [Double]) throws(DamagedBytes) -> [Int] {
    let counts = numbers.compactMap { Int(exactly: $0) }
    guard counts.count == numbers.count, counts.allSatisfy({ $0 >= 0 }) else { throw DamagedBytes() }
    return counts
  }
}

extension FitReport.Estimate: Storable {
  package func store(in writer: inout ByteWriter) {
    writer.write(name)
    for number in [value, error, interval.lowerBound, interval.upperBound] { writer.write(number) }
    writer.write(isIdentifiable)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    name = try reader.text()
    value = try reader.number()
    error = try reader.number()
    let (low, high) = (try reader.number(), try reader.number())
    guard low <= high else { throw DamagedBytes() }
    interval = low...high
    isIdentifiable = try reader.flag()
  }
}

extension FitReport.Outcome: Storable {
  package func store(in writer: inout ByteWriter) {
    switch self {
    case .converged: writer.write(0)
    case .stalled: writer.write(1)
    case .outOfIterations: writer.write(2)
    case .noStart: writer.write(3)
    case .unsuited(let reason):
      writer.write(4)
      writer.write(reason)
    }
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    switch try reader.whole() {
    case 0: self = .converged
    case 1: self = .stalled
    case 2: self = .outOfIterations
    case 3: self = .noStart
    case 4: self = .unsuited(try reader.text())
    default: throw DamagedBytes()
    }
  }
}
