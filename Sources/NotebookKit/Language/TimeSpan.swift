extension ClosedRange<Double> {
  /// Whether there is any length that both cover; of a common end alone nothing can be drawn.
  func sharesMoreThanAnEnd(with other: ClosedRange<Double>) -> Bool {
    Swift.max(lowerBound, other.lowerBound) < Swift.min(upperBound, other.upperBound)
  }
}
