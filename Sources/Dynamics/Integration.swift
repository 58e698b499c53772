/// One solve under way: the loop over steps, and only the loop.
///
/// Between two stops the equations are smooth. A step ends on the grid t₀ + i h, on a stop, or at an event; after an event
/// or a stop the remainder of the step leads back to the grid.
struct Integration<Body: Stepper> {
  let problem: Problem
  let settings: Settings
  let system: System
  var stepper: Body
  var watch: EventWatch
  var trajectory: Trajectory
  var outcome: Outcome?

  var t: Double
  /// The state at t, and the state that the last step gave.
  var y: UnsafeMutablePointer<Double>
  var z: UnsafeMutablePointer<Double>
  private let memory: Scratch
  private var gridIndex = 0
  private var stopIndex = 0
  private var isOnGrid = true

  init(_ problem: Problem, _ settings: Settings, _ system: System, _ stepper: Body) {
    self.problem = problem
    self.settings = settings
    self.system = system
    self.stepper = stepper
    watch = EventWatch(problem)
    trajectory = Trajectory(dimension: problem.dimension)
    t = problem.start
    memory = Scratch(2 * problem.dimension)
    y = memory.pointer
    z = memory.pointer + problem.dimension
    y.update(from: problem.initial, count: problem.dimension)
    let rows = (problem.end - problem.start) / settings.step
    if rows < 4_000_000 { trajectory.reserve(Int(rows) + 64) }
  }

  mutating func solution() -> Solution {
    begin()
    while outcome == nil, t < problem.end { advance() }
    var cost = system.cost
    cost.steps = steps
    cost.rejected = rejected
    return Solution(
      trajectory: trajectory, eventTimes: watch.times, outcome: outcome ?? .finished, cost: cost)
  }

  private var steps = 0
  private var rejected = 0

  private mutating func begin() {
    holdModes()
    trajectory.append(t, y)
    trajectory.markStart(modes: watch.modeValues)
    if !isFinite(y) { return outcome = .diverged(at: t) }
    watch.look(t, y)
    watch.arm()
    if settings.eventTimes == .located { settle() }
  }

  /// Sets the modes for the time from now to the next stop.
  private mutating func holdModes() {
    guard problem.layout.modes > 0 else { return }
    watch.holdModes((t + nextStop) / 2, y)
    system.set(modes: watch.modeValues)
  }

  private var nextStop: Double { stopIndex < problem.stops.count ? problem.stops[stopIndex] : problem.end }

  private mutating func advance() {
    guard steps < settings.limits.steps else { return outcome = .outOfSteps(at: t) }
    var target = problem.start + Double(gridIndex + 1) * settings.step
    var endsOnGrid = true
    let slack = 1e-9 * settings.step
    let endsOnStop = target > nextStop - slack
    if endsOnStop {
      endsOnGrid = target <= nextStop + slack
      target = nextStop
    }
    if target - t > 4 * t.ulp {
      stepper.begin(t, y)
      // A whole step of the grid has its nominal size; the difference of two times would carry their rounding.
      let h = isOnGrid && endsOnGrid ? settings.step : target - t
      isOnGrid = false
      guard let reached = move(by: h, to: target) else { return }
      if reached != target { return }
    }
    t = target
    isOnGrid = endsOnGrid
    if endsOnGrid { gridIndex += 1 }
    if endsOnStop, t < problem.end {
      stopIndex += 1
      restart()
      watch.look(t, y)
      watch.arm()
    }
  }

  /// Takes one step of the given size to `target` and handles what happens in it. Gives the time reached, or nothing at the end.
  private mutating func move(by size: Double, to target: Double) -> Double? {
    var h = size
    if settings.eventTimes == .grid {
      guard stepper.step(h, z) else {
        outcome = .noSolution(at: t)
        return nil
      }
      return arriveOnGrid(target)
    }
    var aim = target
    while true {
      let isSolved = stepper.step(h, z)
      if isSolved && isFinite(z) { break }
      rejected += 1
      h /= 2
      aim = t + h
      if h <= 4 * t.ulp { return fireAtBlowUp(else: isSolved ? .diverged(at: t) : .noSolution(at: t)) }
    }
    watch.look(aim, z)
    if watch.crosses {
      let x = locate(h)
      // A root at the very end of the step is the end of the step.
      aim = x == h ? aim : t + x
      arrive(aim)
      fireCrossing()
      return outcome == nil ? aim : nil
    }
    arrive(aim)
    watch.arm()
    return aim
  }

  /// Makes the result of the last step the present state.
  private mutating func arrive(_ time: Double) {
    stepper.accept()
    steps += 1
    t = time
    swap(&y, &z)
    trajectory.append(t, y)
  }

  /// Textbook events: looks only at the end of the step, and stores the state after the jump.
  private mutating func arriveOnGrid(_ time: Double) -> Double? {
    stepper.accept()
    steps += 1
    t = time
    swap(&y, &z)
    let fired = watch.count
    for index in problem.events.indices where outcome == nil {
      watch.look(t, y)
      if watch.holds(index) && (watch.hasJump(index) || watch.isArmed(index)) { fire(index) }
    }
    guard isFinite(y) else {
      outcome = outcome ?? .diverged(at: trajectory.times.last ?? t)
      return nil
    }
    trajectory.append(t, y)
    if watch.count > fired { restart() }
    watch.look(t, y)
    watch.arm()
    return outcome == nil ? t : nil
  }

  /// Applies the jumps of the events that the located step ended on.
  private mutating func fireCrossing() {
    watch.look(t, y)
    for index in problem.events.indices where outcome == nil && watch.isDue(index) { fire(index) }
    if outcome == nil { settle() }
    trajectory.append(t, y)
    restart()
    if !isFinite(y) { outcome = outcome ?? .diverged(at: t) }
  }

  /// After a jump: fires what the jump itself made true, until nothing is due.
  private mutating func settle() {
    watch.look(t, y)
    while outcome == nil, let index = watch.firstDueAfterJump() {
      fire(index)
      watch.look(t, y)
    }
    watch.arm()
  }

  private mutating func fire(_ index: Int) {
    watch.fire(index, t, y)
    if problem.events[index].isTerminal { outcome = .stoppedByEvent(index: index, at: t) }
    if watch.count > settings.limits.events || watch.countAtOnce > settings.limits.simultaneousEvents {
      outcome = .tooManyEvents(at: t)
    }
  }

  /// A step below the spacing of time. If the state runs towards an event, that is the event; else the solve ends.
  private mutating func fireAtBlowUp(else failure: Outcome) -> Double? {
    system.evaluate(t, y, z)
    for index in 0..<problem.dimension { z[index] = y[index] + 1e-3 * settings.step * z[index] }
    watch.look(t, y)
    guard let index = watch.firstRising(t, z), watch.hasJump(index) else {
      outcome = failure
      return nil
    }
    fire(index)
    if outcome == nil { settle() }
    trajectory.append(t, y)
    restart()
    if !isFinite(y) { outcome = outcome ?? .diverged(at: t) }
    return outcome == nil ? t : nil
  }

  private mutating func restart() {
    holdModes()
    stepper.restart()
    trajectory.markStart(modes: watch.modeValues)
  }

  private func isFinite(_ state: UnsafeMutablePointer<Double>) -> Bool {
    for index in 0..<problem.dimension where !state[index].isFinite { return false }
    return true
  }
}

extension Solver {
  /// Solves the problem. It always gives a solution: how far it got is the solution's outcome.
  func integrate(_ problem: Problem, _ settings: Settings) -> Solution {
    let system = System(problem, newtonTolerance: settings.newtonTolerance)
    var integration = Integration(problem, settings, system, stepper(for: system))
    return integration.solution()
  }
}
