import Formulas
import Plotting

/// The style sheet of a page: the layout, and what figures and formulas bring along.
enum PageStyle {
  /// - Parameter explored: the interactive figures of the page; without any, their style stays away.
  static func css(for explored: [ExploreOutput]) -> String {
    let sheets = [PackageResources.page_css] + (explored.isEmpty ? [] : [PackageResources.explore_css])
    return Theme.style + Formula.style + sheets.map { String(decoding: $0, as: UTF8.self) }.joined()
  }
}
