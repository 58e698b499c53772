#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// The few functions that need the C library.
enum Logarithm {
  static func decimal(_ value: Double) -> Double { log10(value) }

  static func power(_ exponent: Double) -> Double { pow(10, exponent) }

  /// `count` times ten to the `exponent`, rounded once: the same double as its decimal text.
  static func value(_ count: Int, _ exponent: Int) -> Double { Double("\(count)e\(exponent)") ?? 0 }
}
