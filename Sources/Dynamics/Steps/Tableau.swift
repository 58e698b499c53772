internal import Kernels

extension ExplicitRungeKutta {
  /// The coefficients that are not zero, each with the slope that it multiplies, where a loop reads them fastest.
  final class Tableau {
    let nodes: UnsafeMutablePointer<Double>
    /// The stages, the weights, and the error weights if there are any.
    let rows: UnsafeMutablePointer<notebook_terms>
    /// The same rows, zeros and all.
    let dense: UnsafePointer<Double>
    private let memory: Scratch
    private let terms: UnsafeMutablePointer<notebook_term>

    init(_ method: ExplicitRungeKutta, slopes: UnsafePointer<Double>, dimension: Int) {
      let list = (method.stages + [method.weights] + (method.errorWeights.map { [$0] } ?? [])).map { row in
        let entries = row.enumerated().filter { $0.element != 0 }
        // A row has a term, if only to add nothing.
        return (entries.isEmpty ? [(offset: 0, element: 0)] : entries.map { $0 }).map {
          notebook_term(coefficient: $0.element, slope: slopes + $0.offset * dimension)
        }
      }
      let flatRows = (method.stages + [method.weights, method.errorWeights ?? []]).flatMap { $0 }
      memory = Scratch(flatRows.count)
      memory.pointer.update(from: flatRows, count: flatRows.count)
      dense = UnsafePointer(memory.pointer)
      nodes = .allocate(capacity: method.nodes.count)
      nodes.initialize(from: method.nodes, count: method.nodes.count)
      let flat = list.flatMap { $0 }
      terms = .allocate(capacity: flat.count)
      terms.initialize(from: flat, count: flat.count)
      rows = .allocate(capacity: list.count)
      var first = UnsafePointer(terms)
      for (index, row) in list.enumerated() {
        (rows + index).initialize(to: notebook_terms(first: first, count: row.count))
        first += row.count
      }
    }

    deinit {
      nodes.deallocate()
      terms.deallocate()
      rows.deallocate()
    }
  }
}
