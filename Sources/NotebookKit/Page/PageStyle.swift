import Formulas
import Plotting

/// The style sheet of a page: the layout, and what figures and formulas bring along.
enum PageStyle {
  /// - Parameters:
  ///   - explored: the interactive figures of the page; without any, their style stays away.
  ///   - theme: the author's own, which has the last word.
  static func css(for explored: [ExploreOutput], theme: PageTheme?) -> String {
    let sheets = [PackageResources.page_css] + (explored.isEmpty ? [] : [PackageResources.explore_css])
    return Theme.style + Formula.style + sheets.map { String(decoding: $0, as: UTF8.self) }.joined()
      + (theme.map { $0.css + "\n" } ?? "")
  }
}
