import Dynamics

/// The rows that hold two windows together: the second begins where the first ends, or where a reset puts it from there; and
/// a reset comes where its event's margin is zero.
struct JointRows {
  let jumps: JumpSlopes
  private var scales: [Double] { jumps.scales }

  init(_ jumps: JumpSlopes) { self.jumps = jumps }

  /// - Parameter next: the state that the second window begins with, in units of the scales.
  func write(
    _ rows: inout RowWriter, _ passage: Passage, _ next: [Double], _ joint: WindowPlan.Joint, _ weight: Double,
    _ isFree: Bool, _ withDerivatives: Bool
  ) {
    let state = passage.last.values
    guard let reset = joint.reset else {
      for index in scales.indices {
        rows.begin(weight * (next[index] - state[index] / scales[index]))
        guard withDerivatives else { continue }
        rows.add(passage.last.slopes[index], weight / scales[index])
        rows.addRight(index, -weight)
      }
      return
    }
    let local = jumps.local(reset.event, passage.end, state, withDerivatives: true)
    for index in scales.indices {
      let factor = weight / scales[index]
      rows.begin(weight * next[index] - factor * local.landed[index])
      guard withDerivatives else { continue }
      for (column, slopes) in passage.last.slopes.enumerated() {
        let part = local.landedByState[column][index]
        if part != 0 { rows.add(slopes, factor * part) }
      }
      for (unknown, slopes) in local.landedByUnknown.enumerated() { rows.addUnknown(unknown, factor * slopes[index]) }
      rows.addRight(index, -weight)
    }
    guard isFree else { return }
    let size = zip(local.marginByState, scales).reduce(0) { $0 + abs($1.0) * $1.1 }
    let factor = size > 0 ? weight / size : 0
    rows.begin(-factor * local.margin)
    guard withDerivatives else { return }
    for (column, slopes) in passage.last.slopes.enumerated() where local.marginByState[column] != 0 {
      rows.add(slopes, factor * local.marginByState[column])
    }
    for (unknown, slope) in local.marginByUnknown.enumerated() { rows.addUnknown(unknown, factor * slope) }
  }
}
