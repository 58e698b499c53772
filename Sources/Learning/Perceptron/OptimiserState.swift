/// The states of the optimisers as bytes.
extension Adam {
  func write(to bytes: inout SealedWriter) {
    bytes.write(UInt64(steps))
    bytes.write([meanPower, squarePower])
    bytes.write(means)
    bytes.write(squares)
  }

  /// Whether the bytes were such a state.
  mutating func read(from bytes: inout SealedReader) -> Bool {
    guard let steps = bytes.count(), let powers = bytes.numbers(), powers.count == 2, let means = bytes.numbers(),
      let squares = bytes.numbers(), means.count == self.means.count, squares.count == means.count
    else { return false }
    (self.steps, meanPower, squarePower) = (steps, powers[0], powers[1])
    (self.means, self.squares) = (means, squares)
    return true
  }
}

extension LBFGS {
  func write(to bytes: inout SealedWriter) {
    bytes.write(loss.map { [$0] } ?? [])
    bytes.write(gradient)
    bytes.write(UInt64(pairs.count))
    for pair in pairs {
      bytes.write(pair.step)
      bytes.write(pair.change)
      bytes.write([pair.product])
    }
  }

  mutating func read(from bytes: inout SealedReader) -> Bool {
    guard let loss = bytes.numbers(), let gradient = bytes.numbers(), let count = bytes.count() else { return false }
    self.loss = loss.first
    self.gradient = gradient
    for _ in 0..<count {
      guard let step = bytes.numbers(), let change = bytes.numbers(), let product = bytes.numbers(),
        step.count == gradient.count, change.count == gradient.count, product.count == 1
      else { return false }
      pairs.append(Pair(step: step, change: change, product: product[0]))
    }
    return true
  }
}
