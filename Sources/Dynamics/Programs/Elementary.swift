private import Kernels

#if canImport(Darwin)
  private import Darwin
#elseif canImport(Musl)
  private import Musl
#else
  private import Glibc
#endif

/// The C library's elementary functions under full names, so that ``Operation`` can bear their short ones.
package enum Elementary {
  @inline(__always) package static func exponential(_ x: Double) -> Double { exp(x) }
  @inline(__always) package static func exponentialLessOne(_ x: Double) -> Double { expm1(x) }
  @inline(__always) package static func logarithm(_ x: Double) -> Double { log(x) }
  @inline(__always) package static func decimalLogarithm(_ x: Double) -> Double { log10(x) }
  @inline(__always) package static func power(_ x: Double, _ y: Double) -> Double { pow(x, y) }
  @inline(__always) package static func sine(_ x: Double) -> Double { sin(x) }
  @inline(__always) package static func cosine(_ x: Double) -> Double { cos(x) }
  @inline(__always) package static func tangent(_ x: Double) -> Double { tan(x) }
  @inline(__always) package static func arcSine(_ x: Double) -> Double { asin(x) }
  @inline(__always) package static func arcCosine(_ x: Double) -> Double { acos(x) }
  @inline(__always) package static func arcTangent(_ x: Double) -> Double { atan(x) }
  @inline(__always) package static func hyperbolicSine(_ x: Double) -> Double { sinh(x) }
  @inline(__always) package static func hyperbolicCosine(_ x: Double) -> Double { cosh(x) }
  @inline(__always) package static func hyperbolicTangent(_ x: Double) -> Double { tanh(x) }

  /// Which library computes them, and on what kind of processor: results may differ in the last digit between two.
  package static var library: String {
    #if arch(x86_64)
      let processor = "x86_64"
    #elseif arch(arm64)
      let processor = "arm64"
    #else
      let processor = "another processor"
    #endif
    return "\(processor), \(String(cString: notebook_c_library()))"
  }
}
