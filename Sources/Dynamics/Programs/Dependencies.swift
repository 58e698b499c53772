extension Program {
  /// For each result, the states that it is computed from.
  var statesRead: [Set<Int>] {
    var read = (0..<registerCount).map { $0 < layout.states ? Set([$0]) : [] }
    for instruction in sections.joined() {
      read[Int(instruction.target)] = instruction.operands.reduce(into: []) { $0.formUnion(read[Int($1)]) }
    }
    return outputs.map { read[Int($0)] }
  }
}
