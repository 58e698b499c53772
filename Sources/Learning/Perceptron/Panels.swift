/// A matrix in panels of 64 bytes of columns, as the kernels read it; all zero at first.
final class Panels<Real: MatrixScalar> {
  let rows: Int
  /// How many panels there are.
  let count: Int
  let pointer: UnsafeMutablePointer<Real>

  init(rows: Int, columns: Int) {
    self.rows = rows
    count = Real.panels(columns)
    let numbers = max(1, rows * count * Real.panel)
    pointer = UnsafeMutableRawPointer.allocate(byteCount: numbers * MemoryLayout<Real>.stride, alignment: 64)
      .bindMemory(to: Real.self, capacity: numbers)
    pointer.initialize(repeating: 0, count: numbers)
  }

  deinit { pointer.deallocate() }

  /// Where a number stands, in a matrix of so many rows.
  @inline(__always)
  static func index(_ row: Int, _ column: Int, rows: Int) -> Int {
    (column / Real.panel * rows + row) * Real.panel + column % Real.panel
  }

  @inline(__always)
  subscript(row: Int, column: Int) -> Real {
    get { pointer[Self.index(row, column, rows: rows)] }
    set { pointer[Self.index(row, column, rows: rows)] = newValue }
  }

  func clear() {
    let bytes = rows * count * Real.panel * MemoryLayout<Real>.stride
    UnsafeMutableRawPointer(pointer).initializeMemory(as: UInt8.self, repeating: 0, count: bytes)
  }
}
