package import Dynamics

/// Turns expressions into a ``Program``: each part that occurs twice is computed once, constants are computed now, and
/// what depends on parameters alone is computed once for each set of parameters.
package struct ProgramBuilder {
  private let layout: Program.Layout
  private let registers: [String: UInt32]
  private let definitions: [String: Expression]
  private var known: [Key: Int] = [:]
  private var definitionNodes: [String: Int] = [:]
  /// Every value computed so far. A node is a state, the time, a mode, a parameter, a constant or an instruction.
  private var nodes: [ValueNode] = []
  private var tables: [ValueTable] = []

  private enum Key: Hashable {
    case input(UInt32)
    case constant(UInt64)
    case operation(Operation, Int, Int, Int)
    case entry(table: Int, time: Int)
  }

  private struct ValueNode {
    let key: Key
    /// What it depends on.
    let section: Program.Section
  }

  /// - Parameters:
  ///   - names: the register of each state, mode and parameter and of the time.
  ///   - definitions: named sub-expressions, which may use one another but not in a circle.
  package init(layout: Program.Layout, names: [String: UInt32], definitions: [String: Expression]) {
    self.layout = layout
    registers = names
    self.definitions = definitions
  }

  package static func program(
    _ outputs: [Expression], layout: Program.Layout, names: [String: UInt32], definitions: [String: Expression]
  ) -> Program {
    var builder = ProgramBuilder(layout: layout, names: names, definitions: definitions)
    let results = outputs.map { builder.value(of: $0) }
    return builder.program(results)
  }

  // MARK: Values

  private mutating func node(_ key: Key, _ section: Program.Section) -> Int {
    if let known = known[key] { return known }
    nodes.append(ValueNode(key: key, section: section))
    known[key] = nodes.count - 1
    return nodes.count - 1
  }

  private mutating func constant(_ value: Double) -> Int { node(.constant(value.bitPattern), .parameters) }

  private func constantValue(_ index: Int) -> Double? {
    if case .constant(let bits) = nodes[index].key { Double(bitPattern: bits) } else { nil }
  }

  private mutating func apply(_ operation: Operation, _ operands: [Int]) -> Int {
    let a = operands[0]
    let b = operands.count > 1 ? operands[1] : a
    let c = operands.count > 2 ? operands[2] : a
    if let x = constantValue(a), let y = constantValue(b), let z = constantValue(c) {
      return constant(Operation.apply(operation, x, y, z))
    }
    let section = max(nodes[a].section.rawValue, nodes[b].section.rawValue, nodes[c].section.rawValue)
    return node(.operation(operation, a, b, c), Program.Section(rawValue: section) ?? .states)
  }

  private mutating func value(of expression: Expression) -> Int {
    switch expression.node {
    case .number(let value), .quantity(let value, _): return constant(value)
    case .hole, .call, .query, .within: return constant(.nan)
    case .symbol(let name): return value(ofName: name)
    case .recorded(let recorded, let time): return value(of: recorded, at: time)
    case .negation(let x): return apply(.negate, [value(of: x)])
    case .not(let x): return apply(.not, [value(of: x)])
    case .binary(.power, let base, let exponent):
      let x = value(of: base)
      let n = value(of: exponent)
      return power(x, n)
    case .binary(let operation, let a, let b):
      let x = value(of: a)
      let y = value(of: b)
      return apply(operation.operation, [x, y])
    case .function(let function, let arguments):
      if let expanded = function.expanded(arguments) { return value(of: expanded) }
      guard let operation = function.operation else { return constant(.nan) }
      var operands: [Int] = []
      for argument in arguments { operands.append(value(of: argument)) }
      return apply(operation, operands)
    }
  }

  /// What stays from time to time is looked up; a straight line goes on from there.
  private mutating func value(of recorded: Recorded, at time: Expression) -> Int {
    if let parts = recorded.stretches {
      func part(_ held: Recorded) -> Expression { Expression(.recorded(held, time)) }
      return value(of: part(parts.value) + part(parts.slope) * (time - part(parts.beginning)))
    }
    let (place, table) = (value(of: time), recorded.table)
    if let known = constantValue(place) { return constant(table.value(at: known)) }
    let index = tables.firstIndex(of: table) ?? tables.count
    if index == tables.count { tables.append(table) }
    return node(.entry(table: index, time: place), nodes[place].section)
  }

  private mutating func value(ofName name: String) -> Int {
    if let register = registers[name] {
      return node(.input(register), section(of: Int(register)))
    }
    if let index = definitionNodes[name] { return index }
    if let definition = definitions[name] {
      let index = value(of: definition)
      definitionNodes[name] = index
      return index
    }
    return name == "pi" ? constant(.pi) : constant(.nan)
  }

  private func section(of register: Int) -> Program.Section {
    if register < layout.states { return .states }
    if register == layout.time { return .time }
    return register < layout.firstParameter ? .modes : .parameters
  }

  /// Small whole powers are products: exact, and many times faster than pow.
  private mutating func power(_ x: Int, _ n: Int) -> Int {
    switch constantValue(n) {
    case 1: return x
    case 2: return apply(.multiply, [x, x])
    case 3:
      let square = apply(.multiply, [x, x])
      return apply(.multiply, [square, x])
    case 4:
      let square = apply(.multiply, [x, x])
      return apply(.multiply, [square, square])
    case 0.5: return apply(.squareRoot, [x])
    case -1:
      let one = constant(1)
      return apply(.divide, [one, x])
    default: return apply(.power, [x, n])
    }
  }

  // MARK: Registers

  private func program(_ results: [Int]) -> Program {
    var needed = Array(repeating: false, count: nodes.count)
    func mark(_ index: Int) {
      guard !needed[index] else { return }
      needed[index] = true
      switch nodes[index].key {
      case .operation(_, let a, let b, let c):
        mark(a)
        mark(b)
        mark(c)
      case .entry(_, let time): mark(time)
      case .input, .constant: break
      }
    }
    results.forEach(mark)
    var register = Array(repeating: UInt32(0), count: nodes.count)
    var constants: [Double] = []
    for index in nodes.indices where needed[index] {
      switch nodes[index].key {
      case .input(let number): register[index] = number
      case .constant(let bits):
        register[index] = UInt32(clamping: layout.firstConstant + constants.count)
        constants.append(Double(bitPattern: bits))
      case .operation, .entry: break
      }
    }
    var next = layout.firstConstant + constants.count
    var sections: [[Program.Instruction]] = Program.Section.allCases.map { _ in [] }
    // Nodes stand after what they need, so their own order is an order of execution.
    for index in nodes.indices where needed[index] {
      let target = UInt32(clamping: next)
      let instruction: Program.Instruction
      switch nodes[index].key {
      case .operation(let operation, let a, let b, let c):
        instruction = Program.Instruction(operation, target: target, register[a], register[b], register[c])
      case .entry(let table, let time):
        instruction = Program.Instruction(.lookUp, target: target, register[time], table: UInt32(clamping: table))
      case .input, .constant: continue
      }
      register[index] = target
      next += 1
      sections[nodes[index].section.rawValue].append(instruction)
    }
    return Program(
      layout: layout, constants: constants, sections: sections, registerCount: next,
      outputs: results.map { register[$0] }, tables: tables)
  }
}
