/// Takes rows in as fast as a solver makes them; a trajectory is made of them at the end.
final class Recorder {
  private let dimension: Int
  private var rows: UnsafeMutablePointer<Double>
  private var capacity: Int
  private(set) var count = 0
  private(set) var starts: [Trajectory.Start] = []
  private let keepsRows: Bool

  /// - Parameter keepsRows: false keeps the first row and the last alone.
  init(dimension: Int, expecting rows: Int, keepsRows: Bool) {
    self.dimension = dimension
    self.keepsRows = keepsRows
    capacity = keepsRows ? max(64, min(rows, 4_000_000)) : 4
    self.rows = .allocate(capacity: capacity * (dimension + 1))
  }

  deinit { rows.deallocate() }

  @inline(__always)
  func append(_ t: Double, _ state: UnsafePointer<Double>) {
    if !keepsRows, count == 2 { count = 1 }
    if count == capacity { grow() }
    let row = rows + count * (dimension + 1)
    row[0] = t
    for index in 0..<dimension { row[index + 1] = state[index] }
    count &+= 1
  }

  /// How far apart rows are for a loop that writes them itself; 0 where none are kept.
  var stride: Int { keepsRows ? dimension + 1 : 0 }

  /// Room for `count` rows more and one to spare, which ``take`` makes rows of the trajectory.
  func reserve(_ count: Int) -> UnsafeMutablePointer<Double> {
    guard keepsRows else { return rows + 2 * (dimension + 1) }
    while count >= capacity - self.count { grow() }
    return rows + self.count * (dimension + 1)
  }

  /// Takes `count` rows from where there was room for them; (t, state) is the last of them.
  func take(_ count: Int, _ t: Double, _ state: UnsafePointer<Double>) {
    if keepsRows { self.count += count } else { append(t, state) }
  }

  private func grow() {
    let larger = UnsafeMutablePointer<Double>.allocate(capacity: 2 * capacity * (dimension + 1))
    larger.update(from: rows, count: capacity * (dimension + 1))
    rows.deallocate()
    rows = larger
    capacity *= 2
  }

  func markStart(modes: [Double]) {
    if !keepsRows { starts.removeAll(keepingCapacity: true) }
    starts.append(Trajectory.Start(row: max(0, count - 1), modes: modes))
  }

  var lastTime: Double? { count == 0 ? nil : rows[(count - 1) * (dimension + 1)] }

  var trajectory: Trajectory {
    let width = dimension + 1
    let times = [Double](unsafeUninitializedCapacity: count) { buffer, size in
      for row in 0..<count { buffer[row] = rows[row * width] }
      size = count
    }
    let states = [Double](unsafeUninitializedCapacity: count * dimension) { buffer, size in
      for row in 0..<count {
        for index in 0..<dimension { buffer[row * dimension + index] = rows[row * width + index + 1] }
      }
      size = count * dimension
    }
    return Trajectory(dimension: dimension, times: times, states: states, starts: starts)
  }
}
