import Diagnostics

/// What results are called in a legend or a table: the author's names, else the method's, else the label; and what axes are.
struct SeriesNames {
  /// The author's own, by label.
  private(set) var given: [String: String] = [:]
  /// By the name of what they show.
  private(set) var axes: [String: String] = [:]

  init() {}

  init(_ items: [GivenName], _ labels: [String], axes: [String] = [], _ planning: inout Planning) {
    for item in items {
      let text = item.text
      if let next = labels.first(where: { label in
        text.contains(" \(label): ") && !items.contains { $0.name.text == label }
      }), !item.value.isQuoted {
        planning.fail(
          "a comma is missing before '\(next):'", at: item.value.location,
          hint: "a text with a colon in it stands in quotes, and a line of its own for each result reads well")
      } else if labels.contains(item.name.text) {
        given[item.name.text] = item.text
      } else if axes.contains(item.name.text) {
        self.axes[item.name.text] = item.text
      } else {
        planning.fail(
          "'\(item.name.text)' is not among \(axes.isEmpty ? "the results shown" : "the results and axes shown")",
          at: item.name.location, hint: Spelling.hint(item.name.text, among: labels + axes))
      }
    }
  }

  func name(_ label: String, _ facts: [TrajectoryFacts], _ index: Int) -> String {
    if let name = given[label] { return name }
    let title = facts[index].title
    return facts.filter { $0.title == title }.count > 1 ? label : title
  }
}
