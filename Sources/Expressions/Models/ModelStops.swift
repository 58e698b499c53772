import Dynamics

/// Where steps end because of the time alone.
extension ModelCompiler {
  /// Whether one of the names moves a stop, or is in a dead time.
  func timesDepend(on changed: Set<String>) -> Bool {
    let inTimes = switches.filter { !$0.isSurface }.map(\.margin) + timeMargins.compactMap { $0 }
    let inDeadTimes = model.events.compactMap { $0.refractory?.expression }
    return (inTimes + inDeadTimes).contains { !names(behind: $0).isDisjoint(with: changed) }
  }

  /// What the time alone does.
  struct Timetable {
    /// When steps end; of these, when the equations change; and the last one, where there are too many.
    var stops: [Double] = []
    var onsets: [Double] = []
    var cut: Double?
    /// For each event that depends on time alone, when it comes.
    var ticks: [[Double]]
  }

  func timetable(_ start: Double, _ end: Double, _ parameters: [Double]) -> Timetable {
    let held = switches.indices.filter { !switches[$0].isSurface }
    guard !held.isEmpty || timeMargins.contains(where: { $0 != nil }) else {
      return Timetable(ticks: margins.map { _ in [] })
    }
    var times = StopTimes(start: start, end: end)
    let modeNames = Set(switches.map(\.name))
    let modeMachine = Machine(program(switches.map(\.value)), parameters: parameters)
    let zeros = Array(repeating: 0.0, count: layout.states)
    var values = switches.map { _ in 0.0 }
    // Modes come after the ones they use, so each pass settles one more at least.
    func holdModes(_ t: Double, in machine: Machine) {
      for _ in held {
        let last = values
        values = modeMachine.results(t, zeros)
        if held.allSatisfy({ values[$0].bitPattern == last[$0].bitPattern }) { break }
        for index in held { modeMachine.set(mode: index, to: values[index]) }
      }
      for index in held { machine.set(mode: index, to: values[index]) }
    }
    func add(_ margin: Expression, isWhole: Bool) {
      func slope(_ name: String) -> Expression? { definitions[name]?.derivative("t", inner: slope) }
      let slopeExpression = margin.derivative("t", inner: slope)
      let machine = Machine(program([margin, slopeExpression]), parameters: parameters)
      let isLinear = slopeExpression.symbols.allSatisfy { $0 != "t" && definitions[$0] == nil }
      let usesModes = !names(behind: margin).isDisjoint(with: modeNames)
      times.add(
        isWhole: isWhole, isSmooth: !usesModes,
        margin: { t, modesAt in
          if usesModes { holdModes(modesAt, in: machine) }
          return machine.results(t, zeros)[0]
        },
        slope: { modesAt in
          guard isLinear else { return nil }
          if usesModes { holdModes(modesAt, in: machine) }
          return machine.results(modesAt, zeros)[1]
        })
    }
    var known: [[Double]] = []
    func add(_ mode: Switches.Mode) {
      guard let own = mode.times else { return add(mode.margin, isWhole: mode.isWhole) }
      // The value of data, their slope and where a stretch begins change at the same times.
      if !known.contains(own) { times.add(own) }
      known.append(own)
    }
    for mode in switches.prefix(equationSwitches) where !mode.isSurface { add(mode) }
    let onsets = times.stops
    for mode in switches.dropFirst(equationSwitches) where !mode.isSurface { add(mode) }
    for margin in timeMargins { if let margin { add(margin, isWhole: false) } }
    var table = Timetable(stops: times.stops, onsets: onsets, cut: times.cut, ticks: margins.map { _ in [] })
    tick(&table, start, end, parameters)
    return table
  }

  /// Finds when events come that depend on time alone. Where the condition of one ends nothing happens, and no step has to end.
  private func tick(_ table: inout Timetable, _ start: Double, _ end: Double, _ parameters: [Double]) {
    let clocked = timeMargins.indices.filter { timeMargins[$0] != nil }
    guard !clocked.isEmpty else { return }
    let machine = Machine(program(margins), parameters: parameters)
    let zeros = Array(repeating: 0.0, count: layout.states)
    let strict = model.events.map { EventCondition.isStrict($0.when.expression) }
    func holds(_ t: Double) -> [Bool] {
      zip(machine.results(t, zeros), strict).map { margin, isStrict in isStrict ? margin > 0 : margin >= 0 }
    }
    func onlyCounts(_ event: Int) -> Bool {
      let event = model.events[event]
      return event.assignments.isEmpty && !event.isTerminal && event.refractory == nil
    }
    let edges = [start] + table.stops + [end]
    var empty: Set<Double> = []
    // Just before the start, where a clock may have an event come.
    var before = holds(start - 1e-9 * (end - start))
    for (place, time) in edges.enumerated() {
      let here = holds(time)
      let after = place + 1 < edges.count ? holds((time + edges[place + 1]) / 2) : here
      let coming = clocked.filter { !before[$0] && (here[$0] || after[$0]) }
      for event in coming where place > 0 || model.events[event].schedule != nil { table.ticks[event].append(time) }
      if coming.allSatisfy(onlyCounts) { empty.insert(time) }
      before = after
    }
    // What other conditions are made of may change at the others.
    if mixesTimes { return }
    let kept = Set(table.onsets)
    table.stops.removeAll { empty.contains($0) && !kept.contains($0) }
  }
}
