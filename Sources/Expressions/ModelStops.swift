import Dynamics

/// Where steps end because of the time alone.
extension ModelCompiler {
  /// Whether one of the names moves a stop, or is in a dead time.
  func timesDepend(on changed: Set<String>) -> Bool {
    let inTimes = switches.filter { !$0.isSurface }.map(\.margin) + timeMargins
    let inDeadTimes = model.events.compactMap { $0.refractory?.expression }
    return (inTimes + inDeadTimes).contains { !names(behind: $0).isDisjoint(with: changed) }
  }

  /// The times at which steps end; those of them at which the equations change; and the last one, where there are too many.
  func stops(
    _ start: Double, _ end: Double, _ parameters: [Double]
  ) -> (stops: [Double], onsets: [Double], cut: Double?) {
    let held = switches.indices.filter { !switches[$0].isSurface }
    guard !held.isEmpty || !timeMargins.isEmpty else { return ([], [], nil) }
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
    for mode in switches.prefix(equationSwitches) where !mode.isSurface { add(mode.margin, isWhole: mode.isWhole) }
    let onsets = times.stops
    for mode in switches.dropFirst(equationSwitches) where !mode.isSurface { add(mode.margin, isWhole: mode.isWhole) }
    for margin in timeMargins { add(margin, isWhole: false) }
    return (times.stops, onsets, times.cut)
  }
}
