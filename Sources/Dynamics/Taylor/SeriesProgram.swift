internal import Kernels

/// The power series of everything that a program computes, from those of states and time.
///
/// Orders are computed one after the other, each from those below it, because a state's next coefficient is the right-hand
/// side's present one. Rows lie in one block; nothing is allocated after the start. What does not vary within a step
/// (constants, parameters, modes and what is computed from them) comes from a ``Machine`` that holds them.
final class SeriesProgram {
  let resultCount: Int
  /// The row of each result.
  let results: UnsafeMutablePointer<UnsafeMutablePointer<Double>>

  private let smooth: [Bool]
  private let order: Int
  private let stride: Int
  private let steps: UnsafeMutablePointer<SeriesStep>
  private let stepCount: Int
  private let memory: Scratch
  /// The rows of what does not vary, with their registers in the machine.
  private let fixed: [(register: Int, row: UnsafeMutablePointer<Double>)]
  private let machine: Machine
  /// What the steps look into.
  private let tables: [ValueTable]

  /// - Parameters:
  ///   - order: the highest.
  ///   - inputs: the rows of the states and behind them that of the time, `order` + 1 numbers each.
  init(_ program: Program, parameters: [Double], order: Int, inputs: UnsafeMutablePointer<Double>) {
    self.order = order
    stride = order + 1
    machine = Machine(program, parameters: parameters)
    let plan = SeriesPlan(program) { [machine] in machine.value(ofRegister: $0) }
    tables = program.tables
    memory = Scratch(plan.rowCount(order: order) * (order + 1))
    let rows = memory.pointer
    let stride = order + 1
    func pointer(_ row: SeriesPlan.Row) -> UnsafeMutablePointer<Double> {
      switch row {
      case .input(let index): inputs + index * stride
      case .own(let index): rows + index * stride
      }
    }
    stepCount = plan.steps.count
    steps = .allocate(capacity: max(1, stepCount))
    var ownRow = plan.rows
    for (index, step) in plan.steps.enumerated() {
      (steps + index).initialize(
        to: SeriesStep(
          rule: step.rule, operation: step.operation, target: pointer(step.target), a: pointer(step.a),
          b: pointer(step.b), c: pointer(step.c), x: pointer(step.x), y: pointer(step.y), table: step.table?.memory,
          own: rows + ownRow * stride))
      ownRow += step.rule.ownRows(order: order)
    }
    fixed = plan.fixed.map { (register: $0.register, row: pointer($0.row)) }
    resultCount = plan.outputs.count
    results = .allocate(capacity: max(1, resultCount))
    for (index, row) in plan.outputs.enumerated() { (results + index).initialize(to: pointer(row)) }
    smooth = plan.outputs.map { !plan.broken.contains($0) }
    loadFixed()
  }

  /// Whether a result has one series throughout a step: no corner and no jump where the states say so.
  func isSmooth(_ result: Int) -> Bool { smooth[result] }

  deinit {
    steps.deallocate()
    results.deallocate()
  }

  func set(modes: [Double]) {
    machine.set(modes: modes)
    loadFixed()
  }

  private func loadFixed() {
    for (register, row) in fixed { row[0] = machine.value(ofRegister: register) }
  }

  /// Computes the coefficients of order 0: the values.
  func begin() {
    for index in 0..<stepCount {
      let step = steps + index
      if let table = step.pointee.table {
        step.pointee.target[0] = notebook_table_value(table, step.pointee.a[0])
      } else {
        step.pointee.target[0] = Operation.apply(
          step.pointee.operation, step.pointee.a[0], step.pointee.b[0], step.pointee.c[0])
      }
      step.pointee.prepare(order: order)
    }
  }

  /// Computes the coefficients of order `k`, at least 1; those below are known.
  @inline(__always)
  func extend(to k: Int) {
    var step = UnsafePointer(steps)
    let end = step + stepCount
    while step != end {
      step.pointee.extend(to: k, stride)
      step += 1
    }
  }
}
