import Dynamics

/// A linear least-squares problem in the form of a chain: each block has unknowns of its own, shares some with the block before
/// and some with the block behind it, and all share a few common ones.
///
/// It is solved by orthogonal reflections from the first block to the last, so no normal equations square its condition: the
/// own and left unknowns of a block are eliminated, and what is left of its rows goes on to the next. Bierman's square root
/// information filter is the same (G. J. Bierman, Factorization Methods for Discrete Sequential Estimation, Academic Press
/// 1977). The cost grows with the number of blocks, not with its cube.
struct BlockChain {
  /// The columns are the block's own unknowns, those it shares with the block before, those it shares with the one behind,
  /// the common ones, and the right side.
  struct Block {
    let own: Int
    let left: Int
    let right: Int
    let matrix: ColumnMatrix

    /// The same with its common unknowns at some places among more of them.
    func widened(_ places: [Int], of common: Int) -> Block {
      let first = matrix.columns - 1 - places.count
      let columns = Array(0..<first) + places.map { first + $0 }
      return Block(
        own: own, left: left, right: right,
        matrix: ColumnMatrix(stacking: [(matrix, columns)], columns: first + common + 1))
    }
  }

  let blocks: [Block]
  let common: Int

  /// How heavy each unknown is when steps are damped: the square root of the damping times this is its row. Not the norms of
  /// the columns, as Marquardt has it: rows that hold blocks together tightly would then forbid to move them together.
  struct Weights {
    var own: Double
    var common: Double
  }

  /// The unknowns: of each block its own and left ones, and the common ones.
  struct Step {
    var blocks: [[Double]]
    var common: [Double]
  }

  /// An unknown of one of many blocks weighs as much less as there are blocks.
  var weights: Weights { Weights(own: 1 / Double(blocks.count).squareRoot(), common: 1) }

  /// The least-squares solution where each unknown is held back by √damping times its weight.
  func solve(damping: Double) -> Step {
    let (reduced, last) = eliminate(damping: damping)
    let triangle = ColumnMatrix(rows: last.rows + common, columns: common + 1)
    for column in 0...common {
      triangle.column(column).update(from: last.column(column), count: last.rows)
    }
    for index in 0..<common { triangle[last.rows + index, index] = damping.squareRoot() * weights.common }
    triangle.triangularise(common)
    var step = Step(blocks: Array(repeating: [], count: blocks.count), common: Array(repeating: 0, count: common))
    for index in 0..<common { step.common[index] = triangle[index, common] }
    triangle.solveTriangle(common, &step.common)
    var behind: [Double] = []
    for (index, block) in blocks.enumerated().reversed() {
      let matrix = reduced[index]
      let count = block.own + block.left
      var values = (0..<count).map { row -> Double in
        var sum = matrix[row, matrix.columns - 1]
        for other in 0..<block.right { sum -= matrix[row, count + other] * behind[other] }
        for other in 0..<common { sum -= matrix[row, count + block.right + other] * step.common[other] }
        return sum
      }
      matrix.solveTriangle(count, &values)
      step.blocks[index] = values
      behind = Array(values[block.own...])
    }
    return step
  }

  /// What the rows say of the common unknowns once all others are free to follow: an upper triangle, column by column. Its
  /// inverse normal matrix is their covariance.
  var commonTriangle: [[Double]] {
    let last = eliminate(damping: 0).last
    last.triangularise(common)
    return (0..<common).map { column in (0..<common).map { row in row < last.rows ? last[row, column] : 0 } }
  }

  /// The sum of squares that is left after a step.
  func squaresLeft(after step: Step) -> Double {
    var total = 0.0
    for (index, block) in blocks.enumerated() {
      let matrix = block.matrix
      let right = block.right > 0 ? step.blocks[index + 1][blocks[index + 1].own...] : []
      let values = step.blocks[index] + right + step.common
      let rest = Scratch(matrix.rows)
      rest.pointer.update(from: matrix.column(matrix.columns - 1), count: matrix.rows)
      for (column, value) in values.enumerated() {
        ColumnMatrix.add(-value, matrix.column(column), to: rest.pointer, matrix.rows)
      }
      total += ColumnMatrix.dot(rest.pointer, rest.pointer, matrix.rows)
    }
    return total
  }

  private func eliminate(damping: Double) -> (blocks: [ColumnMatrix], last: ColumnMatrix) {
    var carried = ColumnMatrix(rows: 0, columns: common + 1)
    var reduced: [ColumnMatrix] = []
    // How many unknowns the block before shares with this one: none where it is the last of its chain.
    var shared = 0
    for block in blocks {
      let count = block.own + block.left
      let source = block.matrix
      let damped = damping > 0 ? count : 0
      let matrix = ColumnMatrix(rows: carried.rows + source.rows + damped, columns: source.columns)
      for column in 0..<source.columns {
        (matrix.column(column) + carried.rows).update(from: source.column(column), count: source.rows)
      }
      for column in 0..<carried.columns {
        let target = column < shared ? block.own + column : count + block.right + (column - shared)
        matrix.column(target).update(from: carried.column(column), count: carried.rows)
      }
      if damped > 0 {
        for index in 0..<count {
          matrix[carried.rows + source.rows + index, index] = damping.squareRoot() * weights.own
        }
      }
      matrix.triangularise(matrix.columns - 1)
      reduced.append(matrix)
      shared = block.right
      let width = block.right + common
      let rows = max(0, min(matrix.rows - count, width))
      carried = ColumnMatrix(rows: rows, columns: width + 1)
      for column in 0...width {
        carried.column(column).update(from: matrix.column(count + column) + count, count: rows)
      }
    }
    return (reduced, carried)
  }
}
