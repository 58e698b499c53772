import Dynamics

/// A search over the unknowns alone: what is predicted is a function of them, however it is computed.
struct DirectSearch {
  let model: FitModel
  let data: Observations
  let noise: [Double]
  /// Measured less predicted, in units of the noise, time by time; before it, if asked for, one column for each unknown, with
  /// the derivatives of what is predicted. Nothing where there is no prediction.
  let rows: ([Double], _ withDerivatives: Bool) -> ColumnMatrix?

  func search(from start: [Double], limit: Int) -> LevenbergMarquardt.Result<[Double]> {
    LevenbergMarquardt(limit: limit, tolerance: 1e-9).minimise(
      from: start,
      squares: { point in
        guard let rows = rows(point, false) else { return .infinity }
        return ColumnMatrix.dot(rows.column(0), rows.column(0), rows.rows)
      },
      linearise: { point in
        let chain = rows(point, true).map(Self.chain)
        let before = chain?.squaresLeft(after: .none(chain?.blocks ?? [], point.count)) ?? 0
        return { damping in
          guard let chain else { return nil }
          let step = chain.solve(damping: damping)
          let next = zip(point, step.common).map { $0 + $1 }
          return LevenbergMarquardt.Trial(point: next, promised: before - chain.squaresLeft(after: step))
        }
      })
  }

  /// The rows as a chain of one block.
  private static func chain(_ rows: ColumnMatrix) -> BlockChain {
    BlockChain(blocks: [BlockChain.Block(own: 0, left: 0, right: 0, matrix: rows)], common: rows.columns - 1)
  }

  func report(_ result: LevenbergMarquardt.Result<[Double]>, iterations: Int = 0) -> FitReport {
    guard result.ending != .noStart, let rows = rows(result.point, true) else {
      return .failed(.noStart, model, data, iterations: iterations)
    }
    let right = (0..<rows.rows).map { rows[$0, rows.columns - 1] }
    let residuals = data.states.indices.map { place in
      data.times.indices.filter { data.isMeasured(place, $0) }.map {
        right[$0 * data.states.count + place] * noise[place]
      }
    }
    return FitReport(
      model, data, noise, result.point, triangle: Self.chain(rows).commonTriangle, residuals: residuals,
      squares: right.reduce(0) { $0 + $1 * $1 }, outcome: FitReport.Outcome(result.ending),
      iterations: iterations + result.iterations)
  }
}
