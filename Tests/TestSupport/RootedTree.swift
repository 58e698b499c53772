/// A rooted tree: the name of one elementary differential in the Taylor series of a solution, and of one order condition.
///
/// J. C. Butcher, Numerical Methods for Ordinary Differential Equations (2016), chapter 3, doi:10.1002/9781119121534.
package struct RootedTree: Sendable, CustomStringConvertible {
  package let branches: [RootedTree]

  package var order: Int { 1 + branches.map(\.order).reduce(0, +) }

  /// γ(t): a method has the tree's term right where its elementary weight is 1/γ(t).
  package var density: Int { order * branches.map(\.density).reduce(1, *) }

  package var description: String { "[" + branches.map(\.description).joined() + "]" }

  /// All trees with this many vertices: 1, 1, 2, 4, 9, 20, ...
  package static func all(order: Int) -> [RootedTree] { forests(order - 1, atMost: order - 1).map(RootedTree.init) }

  /// The unordered lists of trees with `count` vertices in all, none larger than `atMost`.
  private static func forests(_ count: Int, atMost: Int) -> [[RootedTree]] {
    if count == 0 { return [[]] }
    var found: [[RootedTree]] = []
    for size in stride(from: min(count, atMost), to: 0, by: -1) {
      let trees = all(order: size)
      for number in 1...(count / size) {
        for rest in forests(count - number * size, atMost: size - 1) {
          for chosen in multisets(number, from: trees[...]) { found.append(chosen + rest) }
        }
      }
    }
    return found
  }

  private static func multisets(_ count: Int, from trees: ArraySlice<RootedTree>) -> [[RootedTree]] {
    if count == 0 { return [[]] }
    return trees.indices.flatMap { index in
      multisets(count - 1, from: trees[index...]).map { [trees[index]] + $0 }
    }
  }

  /// The elementary weight Φ(t) of a method with weights b, and the matrix that a stage's vector meets: `single` below a
  /// vertex with one branch, `several` below one with more. They are the same for Runge-Kutta methods; for Rosenbrock
  /// methods they are α + γ and α (E. Hairer, G. Wanner, Solving Ordinary Differential Equations II, IV.7).
  package func weight<Number>(
    _ b: [Number], single: [[Number]], several: [[Number]], one: Number,
    add: (Number, Number) -> Number, multiply: (Number, Number) -> Number
  ) -> Number {
    func dot(_ row: [Number], _ values: [Number]) -> Number {
      zip(row, values).map(multiply).dropFirst().reduce(multiply(row[0], values[0]), add)
    }
    func values(_ tree: RootedTree) -> [Number] {
      let matrix = tree.branches.count == 1 ? single : several
      let below = tree.branches.map(values)
      return b.indices.map { row in below.map { dot(matrix[row], $0) }.reduce(one, multiply) }
    }
    return dot(b, values(self))
  }
}
