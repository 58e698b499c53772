private import Dynamics

/// How the learning rate changes over the epochs of a phase.
package enum RateSchedule: Sendable, Equatable {
  case constant
  /// Multiplied by the factor after every so many epochs.
  case step(factor: Double, every: Int)
  /// Falls along half a cosine to a fraction of the first: I. Loshchilov, F. Hutter, ICLR 2017, arXiv:1608.03983.
  case cosine(to: Double)
  /// Rises from 1/25 of the given rate to it over the first 3 of 10 epochs, then falls to 1/250,000 of it, along
  /// cosines: L. N. Smith, N. Topin, SPIE 11006 (2019) 1100612, doi:10.1117/12.2520589.
  case oneCycle

  /// The factor of the learning rate at an epoch of so many.
  package func factor(at epoch: Int, of count: Int) -> Double {
    switch self {
    case .constant: return 1
    case .step(let factor, let every): return Elementary.power(factor, Double(epoch / max(1, every)))
    case .cosine(let last):
      return Self.cosine(from: 1, to: last, at: Double(epoch) / Double(max(1, count - 1)))
    case .oneCycle:
      let top = max(1, 0.3 * Double(count) - 1)
      let at = Double(epoch)
      return at <= top
        ? Self.cosine(from: 1 / 25.0, to: 1, at: at / top)
        : Self.cosine(from: 1, to: 4e-6, at: (at - top) / max(1, Double(count - 1) - top))
    }
  }

  private static func cosine(from first: Double, to last: Double, at part: Double) -> Double {
    last + (first - last) * (1 + Elementary.cosine(Double.pi * min(1, part))) / 2
  }
}
