/// Takes a chunk of points through the layers and derivatives back, by hand; the memory for it serves one thread.
///
/// The rows of a chunk are `points` values and, below them, none or as many tangents: derivatives by time, which go
/// through the same matrix products. With a = φ(z) and ȧ = φ'(z)ż the reverse of a layer is, from derivatives (a̅, ȧ̅)
/// of a number by its activations, z̅ = φ'a̅ + φ''żȧ̅ and ż̅ = φ'ȧ̅.
final class LayerStack<Real: MatrixScalar> {
  let shape: PerceptronShape
  let activation: Activation
  /// What comes out of each stage; the last is the network's.
  private let results: [Panels<Real>]
  /// φ' of each hidden layer, and φ''ż.
  private let firsts: [Panels<Real>]
  private let seconds: [Panels<Real>]
  private let deltas: [Panels<Real>]

  /// - Parameter rows: the most that a chunk may have.
  init(_ shape: PerceptronShape, _ activation: Activation, rows: Int) {
    self.shape = shape
    self.activation = activation
    results = shape.stages.map { Panels(rows: rows, columns: $0.outputs) }
    firsts = (0..<shape.layers).map { _ in Panels(rows: rows, columns: shape.width) }
    seconds = (0..<shape.layers).map { _ in Panels(rows: rows, columns: shape.width) }
    let widest = max(shape.width, shape.outputs)
    deltas = (0..<2).map { _ in Panels(rows: rows, columns: widest) }
  }

  /// Stores what the network gave in the last ``forward`` of so many rows: number (row, output) at `output * rows +
  /// row`.
  func get(_ outputs: UnsafeMutablePointer<Double>, rows: Int) {
    Real.getColumns(results[shape.layers].pointer, outputs, rows: rows, columns: shape.outputs)
  }

  /// Takes derivatives by the outputs, laid out like them.
  func set(_ derivatives: UnsafePointer<Double>, rows: Int) {
    Real.setColumns(derivatives, deltas[0].pointer, rows: rows, columns: shape.outputs)
  }

  func forward(_ inputs: UnsafePointer<Real>, points: Int, tangents: Int, _ weights: PackedWeights<Real>) {
    let rows = points + tangents
    var from = inputs
    for (stage, (width, outputs)) in shape.stages.enumerated() {
      let (to, panels) = (results[stage].pointer, Real.panels(outputs))
      let (matrix, bias) = (weights.weights[stage].pointer, weights.biases[stage].pointer)
      Real.product(
        from, matrix, start: UnsafePointer(bias), to, rows: rows, first: 0, count: points, inner: width, panels: panels)
      if tangents > 0 {
        Real.product(
          from, matrix, start: nil, to, rows: rows, first: points, count: tangents, inner: width, panels: panels)
      }
      if stage < shape.layers {
        Real.activate(
          activation, to, firsts[stage].pointer, seconds[stage].pointer, rows: rows, points: points, tangents: tangents,
          panels: panels)
      }
      from = UnsafePointer(to)
    }
  }

  /// Adds to `gradient` what the derivatives given to ``set`` make of it, after ``forward`` of the same chunk.
  func reverse(
    _ inputs: UnsafePointer<Real>, points: Int, tangents: Int, _ weights: PackedWeights<Real>,
    adding gradient: PackedWeights<Real>
  ) {
    let rows = points + tangents
    var (delta, next) = (deltas[0].pointer, deltas[1].pointer)
    for (stage, (width, outputs)) in shape.stages.enumerated().reversed() {
      let from = stage == 0 ? inputs : UnsafePointer(results[stage - 1].pointer)
      let panels = Real.panels(outputs)
      Real.addOuter(from, delta, gradient.weights[stage].pointer, rows: rows, inner: width, panels: panels)
      Real.addColumnSums(delta, gradient.biases[stage].pointer, rows: rows, count: points, panels: panels)
      guard stage > 0 else { break }
      let before = Real.panels(width)
      Real.product(
        delta, weights.transposed[stage - 1].pointer, start: nil, next, rows: rows, first: 0, count: rows,
        inner: outputs, panels: before)
      Real.deactivate(
        next, firsts[stage - 1].pointer, seconds[stage - 1].pointer, rows: rows, points: points, tangents: tangents,
        panels: before)
      swap(&delta, &next)
    }
  }
}
