import Dynamics

/// Numbers that read well: 1, 2 or 5 times a power of ten.
enum NiceNumber {
  /// The largest that is not above `value`, which is positive.
  static func below(_ value: Double) -> Double {
    let power = Elementary.power(10, Elementary.decimalLogarithm(value).rounded(.down))
    // A power of ten and its own logarithm need not agree in the last digit.
    let share = value / power * (1 + 1e-12)
    return power * (share >= 10 ? 10 : share >= 5 ? 5 : share >= 2 ? 2 : 1)
  }
}
