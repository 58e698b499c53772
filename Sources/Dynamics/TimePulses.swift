/// Short pulses in what depends on time alone, such as `100*exp(-((t - 5)/0.01)^2)`.
///
/// A method that chooses its steps looks at the equations where they end, and at few places between: at rest nothing tells it of a
/// pulse in the middle of a long step, and it goes across without a sign. So it stops at the top of each. What is away from its
/// usual value for a tenth of the span or more is no pulse: steps see it by themselves.
package struct TimePulses {
  /// The tops, ascending.
  package private(set) var tops: [Double] = []

  /// How many places are looked at, how many pulses there may be, and for how much of the span all may last.
  private static let (places, most, share) = (8192, 200, 0.1)
  /// What is away from its usual value by less than this part of the most is nothing.
  private static let least = 0.05

  package init(_ problem: Problem) {
    guard problem.end > problem.start, let program = Self.timed(problem.field) else { return }
    let machine = Machine(program, parameters: problem.parameters, mayBeCompiled: false)
    var switches = TimedModes(problem)
    machine.set(modes: switches.values)
    let width = (problem.end - problem.start) / Double(Self.places)
    let count = program.outputs.count
    let results = Scratch(count)
    func look(_ t: Double) -> UnsafeMutablePointer<Double> {
      if switches.move(to: t) { machine.set(modes: switches.values) }
      machine.run(t, problem.initial, results.pointer)
      return results.pointer
    }
    var rows = [[Double]](repeating: [], count: count)
    for place in 0...Self.places {
      let found = look(problem.start + Double(place) * width)
      for index in 0..<count { rows[index].append(found[index]) }
    }
    for (index, row) in rows.enumerated() {
      let usual = Self.median(row)
      for place in Self.tops(row, usual) {
        tops.append(Self.top(near: problem.start + Double(place) * width, width) { abs(look($0)[index] - usual) })
      }
    }
    tops = tops.count > Self.most ? [] : tops.sorted()
  }

  /// What depends on time alone, and may be a pulse: sums and products of sines are none.
  private static func timed(_ field: Program) -> Program? {
    let waves: Set<Operation> = [.add, .subtract, .multiply, .negate, .sin, .cos]
    guard field[.time].contains(where: { !waves.contains($0.operation) }) else { return nil }
    let read = Set(field[.states].flatMap(\.operands)).union(field.outputs)
    let outputs = Set(field[.time].map(\.target)).intersection(read).sorted()
    guard !outputs.isEmpty else { return nil }
    var program = field
    program.sections[Program.Section.states.rawValue] = []
    program.outputs = outputs
    return program
  }

  private static func median(_ row: [Double]) -> Double {
    let some = stride(from: 0, to: row.count, by: 16).map { row[$0] }.filter(\.isFinite).sorted()
    return some.isEmpty ? 0 : some[some.count / 2]
  }

  /// The places of the tops inside the span; none where it is something else than pulses.
  private static func tops(_ row: [Double], _ usual: Double) -> [Int] {
    let away = row.map { $0.isFinite ? abs($0 - usual) : 0 }
    guard let largest = away.max(), largest > 1e-12 * abs(usual) else { return [] }
    var found: [Int] = []
    var (top, active) = (-1, 0)
    for (place, value) in away.enumerated() {
      guard value > least * largest else {
        if top > 0 { found.append(top) }
        top = -1
        continue
      }
      active += 1
      if top < 0 || value > away[top] { top = place }
    }
    return Double(active) < share * Double(row.count) ? found : []
  }

  /// The top between the places beside one.
  private static func top(near place: Double, _ width: Double, _ height: (Double) -> Double) -> Double {
    var (low, high) = (place - width, place + width)
    for _ in 0..<40 {
      let (a, b) = (low + (high - low) / 3, high - (high - low) / 3)
      if height(a) < height(b) { low = a } else { high = b }
    }
    return low + (high - low) / 2
  }
}

/// The modes that depend on time alone, as they are between two stops; all others are on.
private struct TimedModes {
  private(set) var values: [Double]
  private let problem: Problem
  private let machine: Machine
  private let bounds: [Double]
  private var place = -1

  init(_ problem: Problem) {
    self.problem = problem
    machine = Machine(problem.modes.values, parameters: problem.parameters, mayBeCompiled: false)
    values = Array(repeating: 1, count: problem.modes.kinds.count)
    bounds = [problem.start] + problem.stops + [problem.end]
    _ = move(to: problem.start)
  }

  /// Gives whether they may be others than before.
  mutating func move(to t: Double) -> Bool {
    guard !values.isEmpty else { return false }
    if place >= 0, t >= bounds[place], t < bounds[place + 1] { return false }
    let next = bounds.dropFirst().firstIndex { $0 > t } ?? bounds.count - 1
    guard next - 1 != place else { return false }
    place = next - 1
    let found = machine.results(bounds[place] + (bounds[next] - bounds[place]) / 2, problem.initial)
    for (index, kind) in problem.modes.kinds.enumerated() where kind == .time { values[index] = found[index] }
    return true
  }
}

extension Problem {
  /// The same with stops at short pulses, for methods that choose their steps.
  var stoppingAtPulses: Problem {
    let tops = TimePulses(self).tops.filter { $0 > start && $0 < end }
    guard !tops.isEmpty else { return self }
    var problem = self
    problem.stops = Array(Set(stops + tops)).sorted()
    return problem
  }
}
