import Foundation

/// A notebook to begin with.
enum Template: String, CaseIterable {
  case lesson, report, model, pinn

  /// - Parameter title: what it is called: the name of its file, in words.
  func text(title: String) -> String {
    let words = title.split { "-_ ".contains($0) }.joined(separator: " ")
    let capital = words.prefix(1).uppercased() + words.dropFirst()
    // A title is prose: signs that would be markup or a value are left out.
    let plain = capital.filter { $0.isLetter || $0.isNumber || " .,()'".contains($0) }
    return resource.replacing("TITLE", with: plain.isEmpty ? "A notebook" : plain)
  }

  private var resource: String {
    let bytes =
      switch self {
      case .lesson: PackageResources.lesson_md
      case .report: PackageResources.report_md
      case .model: PackageResources.model_md
      case .pinn: PackageResources.pinn_md
      }
    return String(decoding: bytes, as: UTF8.self)
  }
}
