import Expressions

/// What a sweep measures at each of its points.
struct SweepColumn: Sendable {
  /// As plots and tables call it: `count`, `rmse-v`, `e.rate`.
  let name: String
  /// Its name in a query, behind that of its part.
  let query: String
  /// The population of a network, or the event of a model, that it is about; nothing for all of it.
  let part: String?
  let title: String
  let meaning: String
  let unit: Unit?
  let isCount: Bool
  /// Whether it is a word and no number.
  let isWord: Bool
  /// The measure of a solve; nothing in a sweep of a network.
  let measure: Measure?
  /// The state that is measured, for measures of one state.
  let component: String

  init(_ measure: Measure, of component: String, name: String, unit: Unit?) {
    self.name = name
    let parts = measure.name.split(separator: ".").map(String.init)
    (part, query) = parts.count == 2 ? (parts[0], parts[1]) : (nil, measure.name)
    title = measure.title
    meaning = measure.meaning
    self.unit = unit
    isCount = measure.isCount
    isWord = measure.word != nil
    self.measure = measure
    self.component = component
  }

  init(_ measure: PopulationMeasure, of part: String?, time: Unit?) {
    name = part.map { "\($0).\(measure.name)" } ?? measure.name
    query = measure.name
    self.part = part
    title = measure.title
    meaning = measure.meaning
    unit = measure.isRate ? TimeScale(time).rate : nil
    isCount = measure.isCount
    isWord = false
    self.measure = nil
    component = ""
  }

  /// Whether it goes by a name: its own, or that of one among several states, or the one that formulas have for it, `rmse(v)`.
  func isNamed(_ text: String) -> Bool {
    text == name || !component.isEmpty && ["\(query)-\(component)", "\(query)(\(component))"].contains(text)
  }

  /// What it is of, where it is not of the whole: a state or a population. The title of an event's measure says it itself.
  var owner: String? { component.isEmpty ? (measure == nil ? part : nil) : component }

  /// `RMSE of v`
  var fullTitle: String {
    owner.map { "\(title) of \(component.isEmpty ? $0 : MathWriter().text($0))" } ?? title
  }
}

extension [SweepColumn] {
  /// The populations that are measured, in the order in which they come.
  var parts: [String] {
    var names: [String] = []
    for part in compactMap(\.part) where !names.contains(part) { names.append(part) }
    return names
  }
}
