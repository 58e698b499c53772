import Dynamics

/// A search over the unknowns alone: what is predicted is a function of them, however it is computed.
struct DirectSearch {
  let recordings: Recordings
  let noise: [Double]
  /// For each recording, at the coordinates of its unknowns, measured less predicted, in units of the noise, time by time;
  /// before it, if asked for, one column for each of these unknowns, with the derivatives of what is predicted. Nothing where
  /// there is no prediction.
  let predictions: [Prediction]

  typealias Prediction = @Sendable ([Double], _ withDerivatives: Bool) -> ColumnMatrix?

  private func rows(_ point: [Double], _ withDerivatives: Bool) -> ColumnMatrix? {
    var parts: [(matrix: ColumnMatrix, places: [Int])] = []
    for (recording, prediction) in zip(recordings.all, predictions) {
      guard let part = prediction(recording.part(of: point), withDerivatives) else { return nil }
      parts.append((part, withDerivatives ? recording.places : []))
    }
    return ColumnMatrix(stacking: parts, columns: withDerivatives ? point.count + 1 : 1)
  }

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
      let lost = predictions.indices.filter {
        predictions[$0](recordings.all[$0].part(of: result.point), false) == nil
      }
      return .failed(.noStart, recordings, lost: lost, iterations: iterations)
    }
    let right = (0..<rows.rows).map { rows[$0, rows.columns - 1] }
    var residuals = recordings.states.map { _ in [Double]() }
    var row = 0
    for recording in recordings.all {
      for time in recording.data.times.indices {
        for place in recordings.states.indices {
          if recording.data.isMeasured(place, time) { residuals[place].append(right[row] * noise[place]) }
          row += 1
        }
      }
    }
    return FitReport(
      recordings, noise, result.point, triangle: Self.chain(rows).commonTriangle, residuals: residuals,
      squares: right.reduce(0) { $0 + $1 * $1 }, outcome: FitReport.Outcome(result.ending),
      iterations: iterations + result.iterations)
  }
}
