/// Writes the rows of one block of a chain: each a residual and its derivatives, as coefficients and right side.
struct RowWriter {
  let matrix: ColumnMatrix
  private let own: Int
  private let left: Int
  private let hasLeftPlace: Bool
  private let right: Int
  private let hasRightPlace: Bool
  private let unknowns: Int
  private let beginSlope: Double
  private let endSlope: Double
  private let scales: [Double]
  private var row = -1

  /// - Parameters:
  ///   - beginSlope: how the time of the beginning changes with the place of its spike; `endSlope` likewise.
  init(
    rows: Int, columns: Int, own: Int, left: Int, hasLeftPlace: Bool, right: Int, hasRightPlace: Bool, unknowns: Int,
    beginSlope: Double, endSlope: Double, scales: [Double]
  ) {
    matrix = ColumnMatrix(rows: rows, columns: columns)
    self.own = own
    self.left = left
    self.hasLeftPlace = hasLeftPlace
    self.right = right
    self.hasRightPlace = hasRightPlace
    self.unknowns = unknowns
    self.beginSlope = beginSlope
    self.endSlope = endSlope
    self.scales = scales
  }

  private var leftEnd: Int { own + left + (hasLeftPlace ? 1 : 0) }

  /// The next row, with what is missing in it.
  mutating func begin(_ missing: Double) {
    row += 1
    matrix[row, matrix.columns - 1] = missing
  }

  func addLeft(_ state: Int, _ value: Double) { matrix[row, own + state] += value }
  func addRight(_ state: Int, _ value: Double) { matrix[row, leftEnd + state] += value }
  func addRightPlace(_ value: Double) { matrix[row, leftEnd + right - 1] += value }
  func addUnknown(_ index: Int, _ value: Double) { matrix[row, leftEnd + right + index] += value }

  /// Adds `weight` times the derivatives of a number of the window.
  func add(_ slopes: Passage.Slopes, _ weight: Double) {
    for (index, slope) in slopes.own.enumerated() { matrix[row, index] += weight * slope }
    for (index, slope) in slopes.start.enumerated() { addLeft(index, weight * slope * scales[index]) }
    if hasLeftPlace { matrix[row, own + left] += weight * slopes.begin * beginSlope }
    if hasRightPlace { addRightPlace(weight * slopes.end * endSlope) }
    for (index, slope) in slopes.unknowns.enumerated() { addUnknown(index, weight * slope) }
  }
}
