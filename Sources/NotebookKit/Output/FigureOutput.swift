package struct FigureOutput: Sendable {
  func html(idPrefix: String) -> String { "" }
}
