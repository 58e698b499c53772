internal import Kernels

/// Some copies of an ensemble, side by side in memory, that take their steps together. One block serves one thread.
///
/// A copy costs about as much as in a loop written for its model in C: right-hand sides of built-in models are compiled for
/// vectors, those of others run through ``BlockMachine``'s program.
final class LaneBlock {
  private let plan: LanePlan
  private let run: notebook_lane_run
  private let isCompiled: Bool
  private let watchesEvent: Bool
  private let field: Machine
  private let margins: Machine
  private let jump: Machine?
  private let stages: StageBlock?
  private let wholeStep: WholeStep
  private let memory: LaneMemory
  private var lanes: notebook_lanes

  /// Nothing where an equation follows the time.
  init?(_ plan: LanePlan) {
    let problem = plan.ensemble.problem
    let solver = plan.solver
    let parameters = problem.parameters
    let compiled = Machine(problem.field, parameters: parameters)
    margins = Machine(problem.margins, parameters: parameters)
    jump = problem.events.first.map { Machine($0.jump, parameters: parameters) }
    let compiledRun = LanePlan.compiledRun(compiled, solver)
    isCompiled = compiledRun != nil
    // A program's lane is loaded into the registers of its interpreter.
    field = isCompiled ? compiled : Machine(problem.field, parameters: parameters, mayBeCompiled: false)
    let stages = isCompiled ? nil : StageBlock(problem.field, stages: solver.weights.count)
    self.stages = stages
    memory = LaneMemory(problem, solver, field, jump, stages)
    watchesEvent = !problem.events.isEmpty
    guard
      let wholeStep = WholeStep(
        solver, field, dimension: problem.dimension, memory.tableau, slopes: memory.laneSlopes),
      !watchesEvent || (margins.threshold != nil && jump?.timelessProgram != nil)
    else { return nil }
    self.wholeStep = wholeStep
    self.plan = plan
    run = compiledRun ?? { notebook_lanes_run_program($0) }
    lanes = memory.lanes
    lanes.step = isCompiled ? wholeStep.compiled : nil
    lanes.method = UnsafePointer(wholeStep.method)
    lanes.retry_cost = solver.weights.count - (wholeStep.compiled == nil ? 1 : 0)
    lanes.h = plan.step
    lanes.start = problem.start
    lanes.is_located = plan.settings.eventTimes == .located ? 1 : 0
    lanes.is_strict = problem.events.first?.isStrict == true ? 1 : 0
    if let threshold = margins.threshold {
      lanes.sign = threshold.stateComesFirst ? 1 : -1
      lanes.watched = threshold.state
    }
    lanes.jump = jump?.timelessProgram
  }

  deinit { notebook_lanes_free_events(&lanes) }

  /// What `take` makes of the solutions of the copies; it gets nothing for a copy that has to be solved by itself.
  func solve<Value>(_ copies: Range<Int>, _ take: (Int, Solution?) -> Value) -> [Value] {
    let problem = plan.ensemble.problem
    let dimension = problem.dimension
    lanes.active = copies.count
    lanes.event_count = 0
    memory.clear()
    for (lane, copy) in copies.enumerated() {
      for (index, value) in plan.ensemble.initial(of: copy).enumerated() {
        lanes.states[index * lanes.row + lane] = value
        if !value.isFinite { lanes.lost[lane] = 1 }
      }
    }
    var steps = 0
    var grid = GridTimes(plan.step, from: problem.start)
    for piece in plan.pieces {
      begin(piece, copies)
      while let stretch = grid.next(upTo: piece.end) {
        // Margins are looked at as if the step before had been as long as this one: where it was not, lanes say so.
        if !stretch.isWhole { holdMargins(of: plan.step) }
        (lanes.h, lanes.first, lanes.last) = (stretch.step, stretch.first, stretch.last)
        (lanes.index, lanes.count) = (stretch.index, stretch.count)
        run(&lanes)
        if !stretch.isWhole { holdMargins(of: stretch.step) }
        steps += stretch.count
      }
    }
    let ends = [problem.start, problem.end]
    let eventTimes = watchesEvent ? eventTimes(copies.count) : []
    var values: [Value] = []
    values.reserveCapacity(copies.count)
    for copy in copies {
      let lane = copy - copies.lowerBound
      let states = [Double](unsafeUninitializedCapacity: 2 * dimension) { states, count in
        for (index, value) in plan.ensemble.initial(of: copy).enumerated() { states[index] = value }
        for index in 0..<dimension { states[dimension + index] = lanes.states[index * lanes.row + lane] }
        count = 2 * dimension
      }
      let events = watchesEvent ? [eventTimes[lane]] : []
      guard lanes.lost[lane] == 0, states[dimension...].allSatisfy(\.isFinite),
        events.allSatisfy({ $0.count <= plan.settings.limits.events })
      else {
        values.append(take(copy, nil))
        continue
      }
      var cost = Cost()
      cost.steps = steps + lanes.extra_steps[lane]
      cost.evaluations = steps * plan.solver.weights.count + lanes.extra_evaluations[lane]
      let trajectory = Trajectory(dimension: dimension, times: ends, states: states, starts: [])
      values.append(
        take(copy, Solution(trajectory: trajectory, eventTimes: events, outcome: .finished, cost: cost)))
    }
    return values
  }

  /// The equations change: every lane takes the values that hold from here on.
  private func begin(_ piece: TimedPiece, _ copies: Range<Int>) {
    var parameters = plan.ensemble.problem.parameters
    for (lane, copy) in copies.enumerated() {
      for item in plan.ensemble.differences { parameters[item.parameter] = item.values[copy] }
      field.set(parameters: parameters, modes: piece.modes)
      if let block = stages?.machine {
        for (index, value) in parameters.enumerated() { block.parameters(index)[lane] = value }
        for (index, value) in piece.modes.enumerated() { block.modes(index)[lane] = value }
      } else if let values = field.compiled?.values {
        memory.take(values, of: lane)
      }
      guard watchesEvent, let threshold = margins.threshold, let jump else { continue }
      margins.set(parameters: parameters, modes: piece.modes)
      jump.set(parameters: parameters, modes: piece.modes)
      memory.take(jump: jump.allRegisters, of: lane)
      memory.thresholds[lane] = threshold.value.pointee
      let margin = lanes.sign * (lanes.states[lanes.watched * lanes.row + lane] - threshold.value.pointee)
      (lanes.previous[lane], lanes.held[lane], lanes.held_step[lane]) = (.nan, .nan, 0)
      if !(margin < 0) { lanes.lost[lane] = 1 }
    }
    stages?.machine.refresh()
  }

  private func holdMargins(of step: Double) {
    for lane in 0..<lanes.active where !lanes.previous[lane].isNaN {
      lanes.held[lane] = lanes.sign * (lanes.previous[lane] - memory.thresholds[lane])
      (lanes.held_step[lane], lanes.previous[lane]) = (step, .nan)
    }
  }

  /// The times of each lane's events: sorted by lane, as they are in order of time before.
  private func eventTimes(_ count: Int) -> [[Double]] {
    let events = UnsafeBufferPointer(start: lanes.events, count: lanes.event_count)
    var ends = [Int](repeating: 0, count: count)
    for event in events { ends[Int(event.lane)] += 1 }
    return withUnsafeTemporaryAllocation(of: Double.self, capacity: events.count) { sorted in
      var next = [Int](repeating: 0, count: count)
      for lane in 1..<max(1, count) {
        next[lane] = ends[lane - 1]
        ends[lane] += ends[lane - 1]
      }
      for event in events {
        sorted[next[Int(event.lane)]] = event.time
        next[Int(event.lane)] += 1
      }
      return (0..<count).map { lane in
        Array(UnsafeBufferPointer(rebasing: sorted[(lane == 0 ? 0 : ends[lane - 1])..<ends[lane]]))
      }
    }
  }
}
