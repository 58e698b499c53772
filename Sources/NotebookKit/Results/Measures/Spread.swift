/// How numbers lie about their mean.
struct Spread {
  /// Not a number where there are none.
  let mean: Double
  /// The standard deviation, with n − 1; nothing for fewer than two numbers.
  let deviation: Double?

  init(_ values: [Double]) {
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    self.mean = mean
    deviation =
      values.count > 1
      ? (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (count - 1)).squareRoot() : nil
  }
}
