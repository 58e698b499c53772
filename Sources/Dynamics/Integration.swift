/// One solve under way: the loop over steps, and only the loop.
///
/// Between two stops the equations are smooth. A step ends on the grid t₀ + i h, on a stop, at an event or on a switching
/// surface; from there the remainder of the step leads back to the grid.
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
  /// The state at t, and the state that the last step gave.
  var y: UnsafeMutablePointer<Double>
  var z: UnsafeMutablePointer<Double>
  private let memory: Scratch
  private var gridIndex = 0
  private var stopIndex = 0
  private var isOnGrid = true
  private var lastStep = 0.0
  /// Whether an event of the present time changed the state or the equations.
  private var hasJumped = false
  private var steps = 0
  private var rejected = 0

  init(_ problem: Problem, _ settings: Settings, _ system: System, _ stepper: Body) {
    self.problem = problem
    self.settings = settings
    self.system = system
    self.stepper = stepper
    watch = EventWatch(problem)
    modes = ModeKeeper(problem)
    let rows = (problem.end - problem.start) / settings.step
    recorder = Recorder(
      dimension: problem.dimension, expecting: rows < 4e6 ? Int(rows) + 64 : 4_000_000, keepsRows: settings.keepsRows)
    t = problem.start
    memory = Scratch(2 * problem.dimension)
    y = memory.pointer
    z = memory.pointer + problem.dimension
    y.update(from: problem.initial, count: problem.dimension)
  }

  mutating func solution() -> Solution {
    begin()
    while outcome == nil, t < problem.end { advance() }
    var cost = system.cost
    cost.steps = steps
    cost.rejected = rejected
    return Solution(trajectory: recorder.trajectory, eventTimes: watch.times, outcome: outcome ?? .finished, cost: cost)
  }

  private mutating func begin() {
    recorder.append(t, y)
    if !isFinite(y) { return outcome = .diverged(at: t) }
    restart()
    if outcome == nil, settings.eventTimes == .located, settle() {
      recorder.append(t, y)
      restart()
    }
  }

  /// The next time at which the equations change by themselves.
  private var stop = 0.0

  private var nextStop: Double {
    let fixed = stopIndex < problem.stops.count ? problem.stops[stopIndex] : problem.end
    return min(fixed, modes.nextRelease)
  }

  // MARK: Steps

  private mutating func advance() {
    guard steps < settings.limits.steps else { return outcome = .outOfSteps(at: t) }
    var target = problem.start + Double(gridIndex + 1) * settings.step
    var endsOnGrid = true
    let slack = 1e-9 * settings.step
    let endsOnStop = target > stop - slack
    if endsOnStop {
      endsOnGrid = target <= stop + slack
      target = stop
    }
    if target - t > 4 * t.ulp {
      stepper.begin(t, y)
      // A whole step of the grid has its nominal size; the difference of two times would carry their rounding.
      let h = isOnGrid && endsOnGrid ? settings.step : target - t
      isOnGrid = false
      guard let reached = move(by: h, to: target), reached == target else { return }
    }
    t = target
    isOnGrid = endsOnGrid
    if endsOnGrid { gridIndex += 1 }
    if endsOnStop { leaveStop() }
  }

  /// The equations change here: everything that looked back begins anew.
  private mutating func leaveStop() {
    guard t < problem.end else { return }
    while stopIndex < problem.stops.count, problem.stops[stopIndex] <= t { stopIndex += 1 }
    modes.release(upTo: t)
    restart()
    // A hold that ends may leave a condition that has been true for a while.
    if outcome == nil, settings.eventTimes == .located, settle() {
      recorder.append(t, y)
      restart()
    }
  }

  /// Takes one step of the given size to `target` and handles what happens in it. Gives the time reached, or nothing at the end.
  private mutating func move(by size: Double, to target: Double) -> Double? {
    if settings.eventTimes == .grid {
      guard stepper.step(size, z) else {
        outcome = .noSolution(at: t)
        return nil
      }
      return arriveOnGrid(target)
    }
    var h = size
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
    if watch.crosses { return cross(h, aim) }
    if let inside = hiddenCrossing(h) { return cross(inside, t + inside) }
    lastStep = h
    arrive(aim)
    watch.arm()
    return aim
  }

  /// Goes to the first event or surface within a step of size h, and no further.
  private mutating func cross(_ h: Double, _ aim: Double) -> Double? {
    let (x, located) = locate(h)
    // A root at the very end of the step is the end of the step.
    let reached = x == h ? aim : t + x
    arrive(reached)
    fireCrossing(located)
    return outcome == nil ? reached : nil
  }

  /// A condition that became true and false again within the step. Gives a size of the step at which it is true.
  @inline(__always)
  private mutating func hiddenCrossing(_ h: Double) -> Double? {
    guard lastStep > 0 else { return nil }
    for index in 0..<watch.marginCount {
      guard let summit = watch.summit(index, lastStep: lastStep, step: h) else { continue }
      look(after: summit)
      if watch.isDue(index) { return summit }
      look(after: h)
    }
    return nil
  }

  /// Makes the result of the last step the present state.
  @inline(__always)
  private mutating func arrive(_ time: Double) {
    stepper.accept()
    steps += 1
    t = time
    swap(&y, &z)
    recorder.append(t, y)
  }

  /// Textbook events: looks only at the end of the step, and stores the state after the jump.
  private mutating func arriveOnGrid(_ time: Double) -> Double? {
    stepper.accept()
    steps += 1
    t = time
    swap(&y, &z)
    let fired = watch.count
    for index in problem.events.indices where outcome == nil && !modes.isHeld(index) {
      watch.look(t, y)
      if watch.holds(index) && (watch.resetsCondition(index) || watch.isArmed(index)) { fire(index) }
    }
    guard isFinite(y) else {
      outcome = outcome ?? .diverged(at: recorder.lastTime ?? t)
      return nil
    }
    recorder.append(t, y)
    if watch.count > fired {
      restart()
    } else {
      watch.look(t, y)
      watch.arm()
    }
    return outcome == nil ? t : nil
  }

  // MARK: Events

  /// Applies the jumps of the events that the located step ended on, and goes over to the other side of surfaces.
  private mutating func fireCrossing(_ located: Int?) {
    watch.look(t, y)
    let crossed = watch.crossedSurfaces
    let fired = watch.count
    hasJumped = false
    for index in problem.events.indices where outcome == nil && !modes.isHeld(index) {
      // At the root itself the margin may be zero to the last digit.
      if index == located || watch.isDue(index) { fire(index) }
    }
    if outcome == nil { _ = settle() }
    if watch.count == fired { watch.note(t) }
    checkCounts()
    if hasJumped { recorder.append(t, y) }
    if hasJumped || !crossed.isEmpty {
      restart(across: crossed)
    } else {
      // What only counts changes nothing: the method keeps its history.
      lastStep = 0
      watch.look(t, y)
      watch.arm()
    }
  }

  /// After a jump: fires what the jump itself made true, until nothing is due. Gives whether anything was.
  private mutating func settle() -> Bool {
    watch.look(t, y)
    let fired = watch.count
    while outcome == nil, let index = watch.firstDueAfterJump(isHeld: modes.isHeld) {
      fire(index)
      watch.look(t, y)
    }
    return watch.count > fired
  }

  private mutating func fire(_ index: Int) {
    watch.fire(index, t, y)
    hasJumped = hasJumped || watch.hasJump(index) || problem.events[index].refractoryTime > 0
    let event = problem.events[index]
    if event.refractoryTime > 0 { modes.hold(index, until: t + event.refractoryTime) }
    if event.isTerminal { outcome = .stoppedByEvent(index: index, at: t) }
    checkCounts()
  }

  private mutating func checkCounts() {
    if watch.count > settings.limits.events || watch.countAtOnce > settings.limits.simultaneousEvents {
      outcome = outcome ?? .tooManyEvents(at: t)
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
    if outcome == nil { _ = settle() }
    recorder.append(t, y)
    restart()
    return outcome == nil ? t : nil
  }

  /// Begins a smooth piece at the present state.
  ///
  /// - Parameter crossed: surfaces that the state has just crossed.
  private mutating func restart(across crossed: Set<Int> = []) {
    guard isFinite(y) else {
      outcome = outcome ?? .diverged(at: t)
      return
    }
    watch.look(t, y)
    stop = nextStop
    let isSettled = modes.settle(
      t, y, until: stop, step: settings.step,
      onSurface: { [watch] in crossed.contains($0) || watch.isOnSurface($0) },
      apply: { [system, watch] values in
        system.set(modes: values)
        watch.set(modes: values)
      }, evaluate: system.evaluate)
    if !isSettled { outcome = outcome ?? .slides(at: t) }
    stepper.restart()
    recorder.markStart(modes: modes.values)
    lastStep = 0
    watch.forget()
    watch.look(t, y)
    watch.arm()
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
