internal import Kernels

/// The memory of a ``LaneBlock``: rows of one quantity for all lanes, and what each lane has for itself.
final class LaneMemory {
  let tableau: ExplicitRungeKutta.Tableau
  let laneSlopes: UnsafeMutablePointer<Double>
  let thresholds: UnsafeMutablePointer<Double>
  /// The parts of the C structure that are memory of this.
  private(set) var lanes = notebook_lanes()

  private let valueCount: Int
  private let jumpCount: Int
  private let values: UnsafeMutablePointer<Double>
  private let reciprocals: UnsafeMutablePointer<Double>
  private let laneValues: UnsafeMutablePointer<Double>
  private let laneJumps: UnsafeMutablePointer<Double>
  private let plainJump: PlainJump?
  private let jumpValues: UnsafeMutablePointer<Double>
  private let jumpAdds: UnsafeMutablePointer<Int>
  private let targets: UnsafeMutablePointer<Int>
  private let counts: UnsafeMutablePointer<Int>
  private let lost: UnsafeMutablePointer<UInt8>
  /// Rows of vectors begin where processors like it; at the same places in each run, so that all take the same time.
  private let room: UnsafeMutableRawPointer

  /// Lanes of a block, and the length of its rows.
  let width: Int
  private let row: Int
  private let waiting = UnsafeMutablePointer<notebook_waiting>.allocate(capacity: 1)

  init(
    _ problem: Problem, _ solver: ExplicitRungeKutta, _ field: Machine, _ jump: Machine?, _ block: StageBlock?
  ) {
    let isCompiled = block == nil
    width = isCompiled ? Int(notebook_wide_lanes) : BlockMachine.lanes
    row = isCompiled ? Int(notebook_wide_row) : BlockMachine.lanes
    let (n, stages) = (problem.dimension, solver.weights.count)
    valueCount = block == nil ? field.valueCount : 0
    jumpCount = jump?.allRegisters.count ?? 0
    plainJump = problem.events.first.flatMap { PlainJump($0) }
    let changes = plainJump?.changes ?? []
    let rows = (isCompiled ? 3 * n : 1) + 2 * valueCount + 3 + changes.count
    let targetCount = max(1, problem.events.first?.targets.count ?? 0)
    let work = Int(notebook_lane_work) * n
    let alone = work + width * (valueCount + jumpCount) + stages * n + targetCount
    let size = rows * row + alone
    room = .allocate(byteCount: size * 8, alignment: 4096)
    var next = room.bindMemory(to: Double.self, capacity: size)
    next.initialize(repeating: 0, count: size)
    func take(_ count: Int) -> UnsafeMutablePointer<Double> {
      defer { next += count }
      return next
    }
    lanes.work = take(work)
    lanes.states = block?.states ?? take(n * row)
    if isCompiled {
      lanes.before = take(n * row)
      lanes.next = take(n * row)
    }
    values = take(valueCount * row)
    reciprocals = take(valueCount * row)
    thresholds = take(row)
    lanes.previous = isCompiled ? lanes.before : take(row)
    lanes.held = take(row)
    lanes.held_step = take(row)
    jumpValues = take(changes.count * row)
    laneValues = take(valueCount * width)
    laneJumps = take(jumpCount * width)
    laneSlopes = take(stages * n)
    lanes.jump_results = take(targetCount)
    tableau = ExplicitRungeKutta.Tableau(solver, slopes: laneSlopes, dimension: n)
    targets = .allocate(capacity: targetCount)
    targets.initialize(from: problem.events.first?.targets ?? [], count: problem.events.first?.targets.count ?? 0)
    jumpAdds = .allocate(capacity: max(1, changes.count))
    jumpAdds.initialize(from: changes.map { $0.isAdded ? -1 : 0 }, count: changes.count)
    counts = .allocate(capacity: 2 * width)
    lost = .allocate(capacity: width)
    lanes.dimension = n
    lanes.row = row
    waiting.initialize(to: notebook_waiting())
    lanes.waiting = isCompiled ? waiting : nil
    lanes.values = values
    lanes.reciprocals = reciprocals
    lanes.thresholds = thresholds
    lanes.lane_values = UnsafePointer(laneValues)
    lanes.value_count = valueCount
    if let block {
      lanes.registers = block.machine.states
      lanes.slopes = block.slopes
      lanes.program = UnsafePointer(block.steps.baseAddress)
      lanes.program_count = block.stepCount
    }
    lanes.lane_registers = field.allRegisters.baseAddress
    lanes.register_count = field.allRegisters.count
    lanes.jump_registers = jump?.allRegisters.baseAddress
    lanes.lane_jump_registers = UnsafePointer(laneJumps)
    lanes.jump_register_count = jumpCount
    lanes.targets = UnsafePointer(targets)
    lanes.target_count = problem.events.first?.targets.count ?? 0
    if plainJump != nil {
      lanes.jump_values = UnsafePointer(jumpValues)
      lanes.jump_adds = UnsafePointer(jumpAdds)
    }
    lanes.extra_steps = counts
    lanes.extra_evaluations = counts + width
    lanes.lost = lost
    clear()
  }

  deinit {
    room.deallocate()
    targets.deallocate()
    jumpAdds.deallocate()
    counts.deallocate()
    lost.deallocate()
    waiting.deallocate()
  }

  func clear() {
    counts.initialize(repeating: 0, count: 2 * width)
    lost.initialize(repeating: 0, count: width)
  }

  /// Takes the values of a compiled right-hand side for one lane.
  func take(_ from: UnsafePointer<Double>, of lane: Int) {
    for index in 0..<valueCount {
      laneValues[lane * valueCount + index] = from[index]
      values[index * row + lane] = from[index]
      reciprocals[index * row + lane] = 1 / from[index]
    }
  }

  /// Takes the registers of the jump for one lane.
  func take(jump registers: UnsafeMutableBufferPointer<Double>, of lane: Int) {
    for (index, value) in registers.enumerated() { laneJumps[lane * jumpCount + index] = value }
    for (index, change) in (plainJump?.changes ?? []).enumerated() {
      jumpValues[index * row + lane] = change.value(registers)
    }
  }
}
