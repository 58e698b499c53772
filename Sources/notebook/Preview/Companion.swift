/// The script that goes along with a previewed page: it loads the page again when there is a new one.
enum Companion {
  static let script = String(decoding: PackageResources.preview_js, as: UTF8.self)
}
