/// One solve under way: the loop over steps, and only the loop.
///
/// Between two stops the equations are smooth. A step ends on the grid t₀ + i h, on a stop, at an event or on a switching
/// surface; from there the remainder of the step leads back to the grid. Adaptive steps have no grid, see
/// ``advanceAdaptively``.
struct Integration<Body: Stepper> {
  let problem: Problem
  let settings: Settings
  let system: System
  var stepper: Body
  var watch: EventWatch
  var modes: ModeKeeper
  let recorder: Recorder
  var outcome: Outcome?

  var t: Double
  /// What the true time is later than `t`: the rounding of adaptive steps, which would add up.
  var carry = 0.0
  /// The state at t, and the state that the last step gave.
  var y: UnsafeMutablePointer<Double>
  var z: UnsafeMutablePointer<Double>
  let memory: Scratch
  var gridIndex = 0
  private var stopIndex = 0
  /// Of each event that comes by the clock, the next time.
  var nextTick: [Int]
  var isOnGrid = true
  var lastStep = 0.0
  /// Whether an event of the present time changed the state or the equations.
  var hasJumped = false
  var steps = 0
  var rejected = 0
  /// The size of the step that was taken last, and the time at its end.
  var wholeStep = (size: 0.0, end: 0.0)
  /// The size of fixed steps; 0 where steps are adaptive.
  let gridStep: Double
  let bounds: StepBounds
  /// Chooses adaptive steps; nothing where steps are fixed.
  var controller: StepController?
  let errorPower: Int
  /// The estimated error of the last adaptive step.
  var lastNorm: Double?
  let writer: StepWriter?

  init(_ problem: Problem, _ settings: Settings, _ system: System, _ stepper: Body, _ control: StepControl?) {
    let problem = settings.step == nil ? problem.stoppingAtPulses : problem
    self.problem = problem
    self.settings = settings
    self.system = system
    self.stepper = stepper
    watch = EventWatch(problem, countsApart: !Body.findsCrossings && settings.eventTimes == .located)
    modes = ModeKeeper(problem)
    switch settings.control {
    case .fixed(let step):
      gridStep = step
      bounds = StepBounds()
      errorPower = 1
    case .adaptive(_, let bounds):
      guard let control else { preconditionFailure("this method has fixed steps only") }
      gridStep = 0
      self.bounds = bounds
      errorPower = control.power
      controller = StepController(control, first: bounds.first)
    }
    writer = settings.log.map { StepWriter($0, dimension: problem.dimension, stageCount: stepper.stageCount) }
    let rows = gridStep > 0 ? (problem.end - problem.start) / gridStep : 1000
    recorder = Recorder(
      dimension: problem.dimension, expecting: rows < 4e6 ? Int(rows) + 64 : 4_000_000, keepsRows: settings.keepsRows)
    t = problem.start
    memory = Scratch(6 * problem.dimension)
    y = memory.pointer
    z = memory.pointer + problem.dimension
    nextTick = problem.events.map { _ in 0 }
    y.update(from: problem.initial, count: problem.dimension)
  }

  mutating func solution() -> Solution {
    begin()
    if controller == nil {
      while outcome == nil, t < problem.end {
        coast()
        advance()
      }
    } else {
      while outcome == nil, t < problem.end { advanceAdaptively() }
    }
    var cost = system.cost
    cost.steps = steps
    cost.rejected = rejected
    return Solution(
      trajectory: recorder.trajectory, eventTimes: eventTimes, outcome: outcome ?? .finished, cost: cost,
      log: writer?.log)
  }

  private mutating func begin() {
    recorder.append(t, y)
    if !isFinite(y) { return outcome = .diverged(at: t) }
    restart()
    watch.forgetJump(isFirst: true)
    fireAtStart()
    if outcome == nil { watch.armFirst { marginsBehindStep(1e-3 * lookAhead) } }
  }

  /// The next time at which the equations change by themselves.
  var stop = 0.0

  var nextStop: Double {
    let fixed = stopIndex < problem.stops.count ? problem.stops[stopIndex] : problem.end
    return min(fixed, modes.nextRelease)
  }

  // MARK: Steps

  /// A step of the grid that would end this near a stop ends on it.
  var slack: Double { 1e-9 * gridStep }

  private mutating func advance() {
    guard steps + rejected < settings.limits.steps else { return outcome = .outOfSteps(at: t) }
    var target = problem.start + Double(gridIndex + 1) * gridStep
    var endsOnGrid = true
    let endsOnStop = target > stop - slack
    if endsOnStop {
      endsOnGrid = target <= stop + slack
      target = stop
    }
    if target - t > 4 * Double.ulpOfOne * abs(t) {
      stepper.begin(t, y)
      // A whole step of the grid has its nominal size; the difference of two times would carry their rounding.
      let h = isOnGrid && endsOnGrid ? gridStep : target - t
      isOnGrid = false
      guard let reached = move(by: h, to: target), reached == target else { return }
    }
    t = target
    isOnGrid = endsOnGrid
    if endsOnGrid { gridIndex += 1 }
    if endsOnStop { leaveStop() }
  }

  /// The equations change here: everything that looked back begins anew.
  mutating func leaveStop() {
    // The rest of the last step may have been too short to be taken.
    if t >= problem.end, let last = recorder.lastTime, last < t { recorder.append(t, y) }
    var crossed: Set<Int> = []
    if settings.eventTimes == .located { crossed = fireAtStop() } else { fireOnGrid() }
    guard outcome == nil, t < problem.end else { return }
    if let last = problem.lastKnownStop, t >= last { return outcome = .outOfSteps(at: t) }
    while stopIndex < problem.stops.count, problem.stops[stopIndex] <= t { stopIndex += 1 }
    for event in modes.release(upTo: t) { watch.setHeld(event, false) }
    restart(across: crossed)
    watch.forgetJump()
    // A hold that ends may leave a condition that has been true for a while.
    if outcome == nil, settings.eventTimes == .located, settle() {
      recorder.append(t, y)
      restart()
    }
  }

  /// A step that has a result for no more than this share of it has none.
  private static var leastShare: Double { 1e-14 }

  /// Takes one step of the given size to `target` and handles what happens in it. Gives the time reached, or nothing at the end.
  private mutating func move(by size: Double, to target: Double) -> Double? {
    if settings.eventTimes == .grid {
      guard stepper.step(size, z) else {
        outcome = .noSolution(at: t)
        return nil
      }
      return arriveOnGrid(size, target)
    }
    var h = size
    var aim = target
    while true {
      let isSolved = stepper.step(h, z)
      if isSolved && isFinite(z) { break }
      rejected += 1
      h /= 2
      aim = t + h
      // A step that changes no state, at the edge of a domain, would be taken for ever.
      if h <= max(4 * t.ulp, Self.leastShare * size) {
        return fireAtBlowUp(else: isSolved ? .diverged(at: t) : .noSolution(at: t))
      }
    }
    return take(h, to: aim)
  }

  /// Goes to the end of the step of size h that `z` is the result of, or to the first event in it. Gives the time reached.
  @inline(__always)
  mutating func take(_ h: Double, to aim: Double) -> Double? {
    if !Body.findsCrossings, watch.passesQuietly(aim, z, lastStep: lastStep, step: h) {
      lastStep = h
      arrive(h, aim)
      return aim
    }
    wholeStep = (h, aim)
    watch.look(aim, z)
    if let inside = firstRelease(h) { return take(inside, to: time(after: inside)) }
    // Before the end as well where the end itself is crossed: it may be so for the third time.
    if let inside = firstCrossing(h) { return cross(inside) }
    if watch.crosses { return cross(h) }
    if !Body.findsCrossings, let inside = hiddenCrossing(h) { return cross(inside) }
    if let inside = releaseBehindJump(h) { return take(inside, to: time(after: inside)) }
    if watch.hasComeToRest(within: 1e-9 * (problem.end - problem.start)) {
      outcome = .tooManyEvents(at: t)
      return nil
    }
    countEvents(h)
    lastStep = h
    arrive(h, aim)
    watch.arm()
    return outcome == nil ? aim : nil
  }

  /// The time after a part of the present step. What is looked at there has to be looked at at the same time as afterwards:
  /// conditions on time are told apart by their last digit.
  @inline(__always)
  func time(after x: Double) -> Double { x == wholeStep.size ? wholeStep.end : t + (x + carry) }

  /// Goes to the first event or surface within a step of size h, and no further.
  private mutating func cross(_ h: Double) -> Double? {
    let (x, located) = locate(h)
    if comesWithClock(after: x) { return goToClock() }
    let reached = time(after: x)
    countEvents(x)
    arrive(x, reached)
    fireCrossing(located)
    return outcome == nil ? reached : nil
  }

  /// Takes the whole step, to a stop where the clock has events in store; what came just before comes with them.
  private mutating func goToClock() -> Double? {
    look(after: wholeStep.size)
    countEvents(wholeStep.size)
    arrive(wholeStep.size, wholeStep.end)
    return outcome == nil ? wholeStep.end : nil
  }

  /// Makes the result of the last step, of size h, the present state.
  @inline(__always)
  mutating func arrive(_ h: Double, _ time: Double) {
    if let writer { write(h, writer) }
    goOn(h, to: time)
    swap(&y, &z)
    recorder.append(t, y)
  }

  @inline(__always)
  mutating func goOn(_ h: Double, to time: Double) {
    stepper.accept()
    steps += 1
    if controller != nil {
      // What t + h lost in rounding to `time`, by a two-sum. A step of the grid ends where the grid says.
      let size = h + carry
      let moved = time - t
      carry = time == stop ? 0 : (t - (time - moved)) + (size - moved)
    }
    t = time
  }

  @inline(never)
  mutating func write(_ h: Double, _ writer: StepWriter) {
    let error = controller == nil ? stepper.errorNorm(h, z) : lastNorm
    writer.write(
      t, h, error: error, rejected: rejected, newtonIterations: system.newtonIterations, stepper)
  }

  @inline(__always)
  func isFinite(_ state: UnsafeMutablePointer<Double>) -> Bool {
    for index in 0..<problem.dimension where !state[index].isFinite { return false }
    return true
  }
}

extension Solver {
  /// Solves the problem. It always gives a solution: how far it got is the solution's outcome.
  package func integrate(_ problem: Problem, _ settings: Settings) -> Solution {
    let system = System(problem, settings, control)
    var integration = Integration(problem, settings, system, stepper(for: system), control)
    return integration.solution()
  }
}
