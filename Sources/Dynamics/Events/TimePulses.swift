/// Short pulses in what depends on time alone, such as `100*exp(-((t - 5)/0.01)^2)`.
///
/// A method that chooses its steps looks at the equations where they end, and at few places between: at rest nothing tells it of a
/// pulse in the middle of a long step, and it goes across without a sign. So it stops at the top of each.
///
/// Every function and quotient of time is looked at by itself, so that a small pulse beside a large one or on a wave is found too. What
/// is away from its usual value for a tenth of the span or more is taken for no pulse. Nor are pulses of the states found, and those
/// whose flanks are zero between two of the places that are looked at.
package struct TimePulses {
  /// The tops, ascending.
  package private(set) var tops: [Double] = []

  /// How many places are looked at, in all and between two stops, and how many at most. A bell shape is seen from 27 times its width.
  private static let (places, placesBetweenStops, mostPlaces) = (1024, 128, 32_768)
  /// For how much of the span all pulses may last.
  private static let share = 0.1
  /// What is away from its usual value by less than this part of the most is nothing.
  private static let least = 0.05

  package init(_ problem: Problem) {
    guard problem.end > problem.start, let program = Self.timed(problem.field) else { return }
    let machine = Machine(program, parameters: problem.parameters, mayBeCompiled: false)
    var switches = TimedModes(problem)
    let places = min(max(Self.places, Self.placesBetweenStops * (problem.stops.count + 1)), Self.mostPlaces)
    let width = (problem.end - problem.start) / Double(places)
    let count = program.outputs.count
    let results = Scratch(count)
    func look(_ t: Double) -> UnsafeMutablePointer<Double> {
      if let modes = switches.changed(at: t) { machine.set(modes: modes) }
      machine.run(t, problem.initial, results.pointer)
      return results.pointer
    }
    var rows = [[Double]](repeating: [], count: count)
    for place in 0...places {
      let found = look(problem.start + Double(place) * width)
      for index in 0..<count { rows[index].append(found[index]) }
    }
    // What overflows is no pulse where it is about to: what is made of it, as a logistic curve, has a register of its own.
    for (index, row) in rows.enumerated() where row.allSatisfy(\.isFinite) {
      let usual = Self.median(row)
      tops += Self.tops(row, usual) { place in
        Self.top(near: problem.start + Double(place) * width, width) { t in
          guard t > problem.start, t < problem.end, case let value = look(t)[index], value.isFinite else { return -1 }
          return abs(value - usual)
        }
      }
    }
    // Several registers have the pulses of one.
    var apart: [Double] = []
    for top in tops.sorted() where apart.last.map({ top - $0 > 1e-6 * width }) ?? true { apart.append(top) }
    tops = apart
  }

  /// What depends on time alone, and may be a pulse or has one for a factor or a term: sums and products of sines are none.
  private static func timed(_ field: Program) -> Program? {
    let waves: Set<Operation> = [.add, .subtract, .multiply, .negate, .sin, .cos]
    let outputs = field[.time].filter { !waves.contains($0.operation) }.map(\.target)
    guard !outputs.isEmpty else { return nil }
    var program = field
    program.sections[Program.Section.states.rawValue] = []
    program.outputs = outputs
    return program
  }

  private static func median(_ row: [Double]) -> Double {
    let some = stride(from: 0, to: row.count, by: max(1, row.count / 256)).map { row[$0] }.sorted()
    return some[some.count / 2]
  }

  /// The tops inside the span; none where it is something else than pulses. Those narrower than the places lie apart are known by
  /// their flanks, and their height by climbing them.
  private static func tops(
    _ row: [Double], _ usual: Double, climb: (Int) -> (time: Double, height: Double)
  ) -> [Double] {
    let away = row.map { abs($0 - usual) }
    guard let largest = away.max(), largest > 1e-12 * abs(usual), isRare(away, largest) else { return [] }
    let climbed = away.indices.dropFirst().dropLast().filter { place in
      away[place] > 1e-13 * abs(usual) && away[place] >= away[place - 1] && away[place] > away[place + 1]
    }.map(climb)
    let most = climbed.reduce(largest) { max($0, $1.height) }
    return isRare(away, most) ? climbed.filter { $0.height > least * most }.map(\.time) : []
  }

  /// Whether few of the values are a good part of the most.
  private static func isRare(_ away: [Double], _ most: Double) -> Bool {
    Double(away.count { $0 > least * most }) < share * Double(away.count)
  }

  /// The top that is come to from a place by going up.
  private static func top(
    near place: Double, _ width: Double, _ height: (Double) -> Double
  ) -> (time: Double, height: Double) {
    var (best, reached, step) = (place, height(place), width / 2)
    for _ in 0..<60 {
      let (before, after) = (height(best - step), height(best + step))
      if max(before, after) > reached {
        (best, reached) = before > after ? (best - step, before) : (best + step, after)
      } else {
        step /= 2
      }
    }
    return (best, reached)
  }
}

/// The modes at a time: those that depend on time alone as they are between two stops, and all others on.
private struct TimedModes {
  private let pieces: [TimedPiece]
  private var place = -1

  init(_ problem: Problem) {
    pieces = problem.timedPieces.map { piece in
      let modes = zip(problem.modes.kinds, piece.modes).map { $0 == .time ? $1 : 1 }
      return TimedPiece(end: piece.end, modes: modes)
    }
  }

  /// The modes of the piece that `t` lies in, where it is another than at the last call.
  mutating func changed(at t: Double) -> [Double]? {
    var (low, high) = (0, pieces.count - 1)
    while low < high {
      let middle = (low + high) / 2
      if t < pieces[middle].end { high = middle } else { low = middle + 1 }
    }
    guard low != place else { return nil }
    place = low
    return pieces[low].modes
  }
}

extension Problem {
  /// The same with stops at short pulses, for methods that choose their steps.
  var stoppingAtPulses: Problem {
    let tops = TimePulses(self).tops
    guard !tops.isEmpty else { return self }
    let near = 1e-9 * (end - start)
    var problem = self
    problem.stops = []
    var next = tops[...]
    // Both ascend; a top that stands beside a stop, as at a corner, is that stop.
    for stop in stops + [end] {
      while let top = next.first, top < stop {
        next.removeFirst()
        if top - (problem.stops.last ?? start) > near, stop - top > near { problem.stops.append(top) }
      }
      if stop < end { problem.stops.append(stop) }
    }
    return problem
  }
}
