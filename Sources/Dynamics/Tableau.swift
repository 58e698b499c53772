extension ExplicitRungeKutta {
  /// The coefficients that are not zero, each with the slope that it multiplies, where a loop reads them fastest.
  final class Tableau {
    struct Entry {
      let coefficient: Double
      let slope: UnsafePointer<Double>
    }

    let nodes: UnsafeMutablePointer<Double>
    /// Where each row begins; the weights come last, or the error weights, and behind them stands the end.
    let rows: UnsafeMutablePointer<UnsafePointer<Entry>>
    /// The rows of the stages and the weights, zeros and all.
    let dense: UnsafePointer<Double>
    private let memory: Scratch
    private let entries: UnsafeMutablePointer<Entry>

    init(_ method: ExplicitRungeKutta, slopes: UnsafePointer<Double>, dimension: Int) {
      let list = (method.stages + [method.weights] + (method.errorWeights.map { [$0] } ?? [])).map { row in
        let entries = row.enumerated().filter { $0.element != 0 }
        // A row has an entry, if only to add nothing.
        return (entries.isEmpty ? [(offset: 0, element: 0)] : entries.map { $0 }).map {
          Entry(coefficient: $0.element, slope: slopes + $0.offset * dimension)
        }
      }
      let flatRows = (method.stages + [method.weights]).flatMap { $0 }
      memory = Scratch(flatRows.count)
      memory.pointer.update(from: flatRows, count: flatRows.count)
      dense = UnsafePointer(memory.pointer)
      nodes = .allocate(capacity: method.nodes.count)
      nodes.initialize(from: method.nodes, count: method.nodes.count)
      let flat = list.flatMap { $0 }
      entries = .allocate(capacity: flat.count)
      entries.initialize(from: flat, count: flat.count)
      rows = .allocate(capacity: list.count + 1)
      rows.initialize(to: UnsafePointer(entries))
      for (index, row) in list.enumerated() { (rows + index + 1).initialize(to: rows[index] + row.count) }
    }

    deinit {
      nodes.deallocate()
      entries.deallocate()
      rows.deallocate()
    }
  }
}
