import Dynamics
import Expressions
import Learning

/// The measures of a sweep, as they are kept.
struct StoredSweep: Storable {
  let rows: [[Result<Double, QueryFailure>]]
  let outcomes: [Outcome]
  /// The steps that each solve took of its limit.
  let spent: [Int]
  /// What is to be said of one of the solves.
  var doubt: Doubt?

  struct Doubt: Sendable {
    /// Which point it is of.
    let point: Int
    let message: String
    let hint: String
  }

  init(rows: [[Result<Double, QueryFailure>]], outcomes: [Outcome], spent: [Int]) {
    self.rows = rows
    self.outcomes = outcomes
    self.spent = spent
  }

  /// Whether the solves give this under their limits.
  func isGiven(by requests: [SolveRequest]) -> Bool {
    zip(requests, zip(outcomes, spent)).allSatisfy { request, kept in request.mayGive(kept.0, spent: kept.1) }
  }

  func store(in writer: inout ByteWriter) {
    writer.write(outcomes)
    for steps in spent { writer.write(steps) }
    for row in rows {
      writer.write(row.count)
      for value in row {
        switch value {
        case .success(let number):
          writer.write(true)
          writer.write(number)
        case .failure(let failure):
          writer.write(false)
          writer.write(failure.message)
          writer.write(failure.hint ?? "")
        }
      }
    }
    writer.write(doubt != nil)
    if let doubt {
      writer.write(doubt.point)
      writer.write(doubt.message)
      writer.write(doubt.hint)
    }
  }

  init(from reader: inout ByteReader) throws(DamagedBytes) {
    outcomes = try reader.values()
    var spent: [Int] = []
    for _ in outcomes { spent.append(try reader.whole()) }
    self.spent = spent
    var rows: [[Result<Double, QueryFailure>]] = []
    for _ in outcomes {
      var row: [Result<Double, QueryFailure>] = []
      let count = try reader.whole()
      guard (0...1000).contains(count) else { throw DamagedBytes() }
      for _ in 0..<count {
        if try reader.flag() {
          row.append(.success(try reader.number()))
        } else {
          let (message, hint) = (try reader.text(), try reader.text())
          row.append(.failure(QueryFailure(message, hint: hint.isEmpty ? nil : hint)))
        }
      }
      rows.append(row)
    }
    self.rows = rows
    if try reader.flag() {
      doubt = Doubt(point: try reader.whole(), message: try reader.text(), hint: try reader.text())
      guard outcomes.indices.contains(doubt?.point ?? 0) else { throw DamagedBytes() }
    }
  }
}

/// Networks on windows with what their second training changed.
struct StoredNetwork: Storable {
  let windows: StoredWindows
  let selfConvergence: SelfConvergence?

  init(windows: StoredWindows, selfConvergence: SelfConvergence?) {
    self.windows = windows
    self.selfConvergence = selfConvergence
  }

  func store(in writer: inout ByteWriter) {
    writer.write(windows)
    writer.write(selfConvergence != nil)
    if let selfConvergence {
      writer.write(selfConvergence.events)
      writer.write(selfConvergence.states)
    }
  }

  init(from reader: inout ByteReader) throws(DamagedBytes) {
    windows = try reader.value()
    selfConvergence =
      try reader.flag()
      ? SelfConvergence(events: try reader.optionalNumber(), states: try reader.number()) : nil
  }
}
