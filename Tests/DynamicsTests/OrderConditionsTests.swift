import Dynamics
import TestSupport
import Testing

/// The order conditions of every tableau in the catalogue: exactly where the coefficients are fractions, else to rounding.
@Suite struct OrderConditionsTests {
  static let rungeKutta = Method.catalogue.filter { $0.solver is ExplicitRungeKutta }.map(\.name)
  static let rosenbrock = Method.catalogue.filter { $0.solver is Rosenbrock }.map(\.name)

  @Test func treesAreCounted() {
    #expect((1...7).map { RootedTree.all(order: $0).count } == [1, 1, 2, 4, 9, 20, 48])
  }

  @Test(arguments: rungeKutta) func rungeKuttaConditions(name: String) throws {
    let method = try #require(Method.named(name))
    let tableau = try #require(method.solver as? ExplicitRungeKutta)
    // With the slope at the end of the step as one stage more.
    let count = tableau.weights.count + 1
    func padded(_ row: [Double]) -> [Double] { row + Array(repeating: 0, count: count - row.count) }
    let weights = padded(tableau.weights)
    let rows = [padded([])] + tableau.stages.map(padded)
    try check(rows, weights, tableau.divisor, padded(tableau.errorWeights ?? []), tableau, exactly: name != "tsit5")
  }

  private func check(
    _ rows: [[Double]], _ weights: [Double], _ divisor: Double, _ errorWeights: [Double], _ tableau: ExplicitRungeKutta,
    exactly: Bool
  ) throws {
    let embeddedOrder = tableau.control.map { $0.power - 1 } ?? 0
    for order in 1...tableau.order {
      for tree in RootedTree.all(order: order) {
        if exactly {
          func fractions(_ row: [Double]) throws -> [Fraction] { try row.map { try #require(Fraction(rounding: $0)) } }
          let scale = Fraction(1, Int128(divisor))
          let b = try fractions(weights).map { $0 * scale }
          let matrix = try rows.map(fractions) + [b]
          let embedded = zip(b, try fractions(errorWeights)).map { $0 - $1 }
          func weight(_ b: [Fraction]) -> Fraction {
            tree.weight(b, single: matrix, several: matrix, one: Fraction(1), add: +, multiply: *)
          }
          #expect(weight(b) == Fraction(1, Int128(tree.density)), "\(tree)")
          if order <= embeddedOrder { #expect(weight(embedded) == Fraction(1, Int128(tree.density)), "\(tree)") }
        } else {
          let matrix = rows + [weights]
          let embedded = zip(weights, errorWeights).map { $0 - $1 }
          func weight(_ b: [Double]) -> Double {
            tree.weight(b, single: matrix, several: matrix, one: 1, add: +, multiply: *)
          }
          #expect(abs(weight(weights) - 1 / Double(tree.density)) < 1e-13, "\(tree)")
          if order <= embeddedOrder { #expect(abs(weight(embedded) - 1 / Double(tree.density)) < 1e-13, "\(tree)") }
        }
      }
    }
  }

  /// From the working coefficients a, c, m back to α, γ and b: Γ⁻¹ = 1/γ − C, α = A Γ, b = m Γ.
  @Test(arguments: rosenbrock) func rosenbrockConditions(name: String) throws {
    let method = try #require(Method.named(name)?.solver as? Rosenbrock)
    let count = method.weights.count
    func square(_ rows: [[Double]]) -> [[Double]] {
      [Array(repeating: 0, count: count)] + rows.map { $0 + Array(repeating: 0, count: count - $0.count) }
    }
    let (a, c) = (square(method.stages), square(method.couplings))
    // Γ column by column, by forward substitution.
    var gamma = Array(repeating: Array(repeating: 0.0, count: count), count: count)
    for column in 0..<count {
      for row in column..<count {
        let known = (column..<row).map { c[row][$0] * gamma[$0][column] }.reduce(0, +)
        gamma[row][column] = method.gamma * ((row == column ? 1 : 0) + known)
      }
    }
    func times(_ row: [Double]) -> [Double] {
      (0..<count).map { column in (0..<count).map { row[$0] * gamma[$0][column] }.reduce(0, +) }
    }
    let alpha = a.map(times)
    let beta = zip(alpha, gamma).map { zip($0, $1).map(+) }
    let b = times(method.weights)
    let errorWeights = method.errorWeights ?? Array(repeating: 0, count: count)
    let embedded = times(zip(method.weights, errorWeights).map { $0 - $1 })
    for order in 1...method.order {
      for tree in RootedTree.all(order: order) {
        func weight(_ b: [Double]) -> Double {
          tree.weight(b, single: beta, several: alpha, one: 1, add: +, multiply: *)
        }
        #expect(abs(weight(b) - 1 / Double(tree.density)) < 1e-13, "\(tree)")
        if let control = method.control, order < control.power {
          #expect(abs(weight(embedded) - 1 / Double(tree.density)) < 1e-13, "\(tree)")
        }
      }
    }
    // Time is a state like others: its nodes and weights are the row sums.
    for stage in 0..<count {
      #expect(abs(alpha[stage].reduce(0, +) - method.nodes[stage]) < 1e-13)
      #expect(abs(gamma[stage].reduce(0, +) - method.timeWeights[stage]) < 1e-13)
    }
  }
}
