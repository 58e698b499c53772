import Plotting

/// Which look each series has on a page: the same in every figure, and another one than those that it is shown beside.
///
/// Slots are given in the order in which series appear in the notebook, and first to the one named `exact`: what all others are
/// measured by is the unbroken line. A result looks like its method does elsewhere on the
/// page, in a sweep or as another result, unless a figure shows both.
struct Looks: Sendable {
  struct Series: Sendable, Equatable {
    let label: String
    /// What gave it.
    let method: String

    init(label: String, method: String) {
      self.label = label
      self.method = method
    }

    /// A method by itself.
    init(method: String) { self.init(label: method, method: method) }
  }

  /// By label.
  private var slots: [String: Int] = [:]
  private var slotsOfMethods: [String: Int] = [:]

  /// - Parameter figures: the series of each. One that is nowhere beside another needs no look of its own.
  init(_ figures: [[Series]] = []) {
    let figures = figures.filter { $0.count > 1 }
    let all = Array(figures.joined())
    for series in all.filter({ $0.label == "exact" }) + all where slots[series.label] == nil {
      let beside = figures.filter { $0.contains { $0.label == series.label } }.joined()
      let taken = Set(beside.compactMap { slots[$0.label] })
      let like = slotsOfMethods[series.method].flatMap { taken.contains($0) ? nil : $0 }
      let unused = (1...Palette.count).first { !slots.values.contains($0) }
      let slot = like ?? unused ?? Self.least(outside: taken)
      slots[series.label] = slot
      slotsOfMethods[series.method] = slotsOfMethods[series.method] ?? slot
    }
  }

  /// Nothing for what is beside no other on the page, and is not like anything that is.
  func slot(of series: Series) -> Int? { slots[series.label] ?? slotsOfMethods[series.method] }

  /// The slots of a figure's series, no two alike, and of so many marks beside them.
  func slots(of series: [Series], and more: Int = 0) -> [Int] {
    var found: [Int?] = []
    for slot in series.map(slot) { found.append(found.contains(slot) ? nil : slot) }
    var taken = Set(found.compactMap { $0 })
    return (found + Array(repeating: nil, count: more)).map { slot in
      let slot = slot ?? Self.least(outside: taken)
      taken.insert(slot)
      return slot
    }
  }

  /// The styles of a figure's series; the line of a lone one is unbroken.
  func styles(of series: [Series]) -> [Style] {
    let styles = slots(of: series).map(Style.slot)
    return styles.count == 1 ? styles.map(\.solid) : styles
  }

  private static func least(outside taken: Set<Int>) -> Int {
    (1...taken.count + 1).first { !taken.contains($0) } ?? 1
  }
}
