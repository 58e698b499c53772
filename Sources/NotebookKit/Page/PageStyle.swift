import Formulas
import Plotting

/// The style sheet of a page: the layout, and what figures and formulas bring along.
enum PageStyle {
  static let css = Theme.style + Formula.style + String(decoding: PackageResources.page_css, as: UTF8.self)
}
