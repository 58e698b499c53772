/// Which recurrence each instruction of a program becomes, and which rows of coefficients it reads and writes.
struct SeriesPlan {
  enum Row: Hashable {
    /// A state or, behind the states, the time.
    case input(Int)
    case own(Int)
  }

  struct Step {
    let rule: SeriesStep.Rule
    let operation: Operation
    let target: Row
    let a: Row
    let b: Row
    let c: Row
    let x: Row
    let y: Row
    let table: ValueTable?
  }

  private(set) var steps: [Step] = []
  /// How many rows the values take.
  private(set) var rows = 0
  /// What does not vary within a step: its register, and the row that holds it.
  private(set) var fixed: [(register: Int, row: Row)] = []
  private(set) var outputs: [Row] = []
  /// What has a corner or a jump where the states say so: its series holds near the point of expansion only.
  private(set) var broken: Set<Row> = []

  private let layout: Program.Layout
  private var places: [UInt32: Row] = [:]
  private var varying: Set<Row> = []
  /// Registers computed from modes.
  private let moded: Set<UInt32>
  private let value: (Int) -> Double
  private let table: (Program.Instruction) -> ValueTable?

  /// - Parameter value: what a register holds that depends on constants and parameters alone.
  init(_ program: Program, value: @escaping (Int) -> Double) {
    layout = program.layout
    self.value = value
    table = program.table
    moded = Set(program[.modes].map(\.target))
    for instruction in program[.time] + program[.states] { add(instruction) }
    outputs = program.outputs.map { row($0) }
  }

  func rowCount(order: Int) -> Int { rows + steps.reduce(0) { $0 + $1.rule.ownRows(order: order) } }

  private mutating func newRow() -> Row {
    rows += 1
    return .own(rows - 1)
  }

  private mutating func row(_ register: UInt32) -> Row {
    if Int(register) <= layout.time {
      varying.insert(.input(Int(register)))
      return .input(Int(register))
    }
    if let known = places[register] { return known }
    let row = newRow()
    places[register] = row
    fixed.append((Int(register), row))
    return row
  }

  /// The value of a register that is the same throughout a solve.
  private func constant(_ register: UInt32) -> Double? {
    let index = Int(register)
    let isMode = index < layout.firstParameter || moded.contains(register)
    return isMode || places[register].map(varying.contains) == true ? nil : value(index)
  }

  private mutating func add(_ instruction: Program.Instruction) {
    let operands = instruction.operands
    let a = row(operands[0])
    let b = operands.count > 1 ? row(operands[1]) : a
    let c = operands.count > 2 ? row(operands[2]) : a
    var exponent: Double?
    if instruction.operation == .power, !varying.contains(b) { exponent = constant(operands[1]) }
    let target: Row
    if let exponent, varying.contains(a), abs(exponent) >= 1, abs(exponent) <= 64, exponent == exponent.rounded() {
      target = power(a, b, Int(exponent))
    } else if instruction.operation == .power, varying.contains(b) {
      target = exponential(of: a, to: b)
    } else {
      target = newRow()
      let (rule, x, y) = rule(instruction.operation, a, b)
      append(rule, instruction.operation, target, a, b, c, x, y, table: table(instruction))
    }
    places[instruction.target] = target
    varying.insert(target)
  }

  private mutating func append(
    _ rule: SeriesStep.Rule, _ operation: Operation, _ target: Row, _ a: Row, _ b: Row, _ c: Row, _ x: Row, _ y: Row,
    table: ValueTable? = nil
  ) {
    steps.append(Step(rule: rule, operation: operation, target: target, a: a, b: b, c: c, x: x, y: y, table: table))
    varying.insert(target)
    let breaks =
      switch rule {
      case .choice: operation != .select || varying.contains(a)
      case .magnitude, .modulo: true
      case .none: !(operation == .equal && a == b)
      default: false
      }
    if breaks || !broken.isDisjoint(with: [a, b, c, x, y]) { broken.insert(target) }
  }

  private func rule(_ operation: Operation, _ a: Row, _ b: Row) -> (SeriesStep.Rule, Row, Row) {
    let (isA, isB) = (varying.contains(a), varying.contains(b))
    switch operation {
    case .add: return isA ? isB ? (.add, a, b) : (.copy, a, a) : (.copy, b, b)
    case .subtract: return isA ? isB ? (.subtract, a, b) : (.copy, a, a) : (.negate, b, b)
    case .negate: return (.negate, a, a)
    case .multiply: return isA ? isB ? (a == b ? .square : .multiply, a, b) : (.scale, a, b) : (.scale, b, a)
    case .divide: return isB ? (.divide, a, b) : (.unscale, a, b)
    case .power: return (.power, a, b)
    case .squareRoot: return (.squareRoot, a, a)
    case .exp: return (.exponential, a, a)
    case .expm1: return (.exponentialLessOne, a, a)
    case .exprel: return (.exprel, a, a)
    case .log: return (.logarithm, a, a)
    case .log10: return (.decimalLogarithm, a, a)
    case .sin: return (.sine, a, a)
    case .cos: return (.cosine, a, a)
    case .tan: return (.tangent, a, a)
    case .asin: return (.arcSine, a, a)
    case .acos: return (.arcCosine, a, a)
    case .atan: return (.arcTangent, a, a)
    case .sinh: return (.hyperbolicSine, a, a)
    case .cosh: return (.hyperbolicCosine, a, a)
    case .tanh: return (.hyperbolicTangent, a, a)
    case .abs: return (.magnitude, a, a)
    case .minimum, .maximum, .select: return (.choice, a, b)
    case .modulo: return (.modulo, a, b)
    case .sign, .floor, .ceil, .round, .less, .lessOrEqual, .greater, .greaterOrEqual, .equal, .notEqual, .and, .or,
      .not, .lookUp:
      return (.none, a, b)
    }
  }

  /// Whole powers are products of squares: no division by x, which may pass zero.
  private mutating func power(_ x: Row, _ exponent: Row, _ n: Int) -> Row {
    var square = x
    var product: Row?
    var rest = abs(n)
    while rest > 0 {
      if rest & 1 == 1 {
        if let factor = product {
          let next = newRow()
          append(.multiply, .multiply, next, factor, square, square, factor, square)
          product = next
        } else {
          product = square
        }
      }
      rest >>= 1
      if rest > 0 {
        let next = newRow()
        append(.square, .multiply, next, square, square, square, square, square)
        square = next
      }
    }
    let result = product ?? x
    guard n < 0 else { return result }
    // Whatever x is, it equals itself.
    let one = newRow()
    append(.none, .equal, one, x, x, x, x, x)
    let target = newRow()
    append(.divide, .power, target, x, exponent, exponent, one, result)
    return target
  }

  /// aᵇ = exp(b log a), with a value of its own at order 0.
  private mutating func exponential(of a: Row, to b: Row) -> Row {
    let (logarithm, product, target) = (newRow(), newRow(), newRow())
    append(.logarithm, .log, logarithm, a, a, a, a, a)
    append(.multiply, .multiply, product, b, logarithm, logarithm, b, logarithm)
    append(.exponential, .power, target, a, b, b, product, product)
    return target
  }
}
