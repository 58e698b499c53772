package import Dynamics

/// A model with numbers in it that are to be found: parameters, constant inputs, initial values.
///
/// The search goes over the logarithm of an unknown that cannot be negative, over the number divided by its size where it can, and
/// over the logarithm of the ratio of its distances from both ends where it has bounds: one step is as good as another in all of
/// them, and none leads out of them.
package struct FitModel: Sendable {
  package struct Unknown: Sendable {
    package let name: String
    /// Where the search begins.
    package let start: Double
    let domain: Domain

    /// Where its values may be.
    package enum Domain: Sendable, Equatable {
      case free
      case positive
      case within(ClosedRange<Double>)
    }

    package init(_ name: String, start: Double, _ domain: Domain) {
      precondition(domain != .positive || start > 0)
      self.name = name
      self.start = start
      self.domain = domain
    }

    package init(_ name: String, start: Double, isPositive: Bool) {
      self.init(name, start: start, isPositive ? .positive : .free)
    }

    var size: Double { start == 0 ? 1 : abs(start) }

    /// A share so small that its logarithm still tells it from the end of the bounds.
    private static let least = 1e-13

    var coordinate: Double {
      switch domain {
      case .free: return start / size
      case .positive: return Elementary.logarithm(start)
      case .within(let bounds):
        let share = (start - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound)
        let inside = max(Self.least, min(1 - Self.least, share))
        return Elementary.logarithm(inside / (1 - inside))
      }
    }

    func value(_ coordinate: Double) -> Double {
      switch domain {
      case .free: return size * coordinate
      case .positive: return Elementary.exponential(coordinate)
      case .within(let bounds):
        let width = bounds.upperBound - bounds.lowerBound
        return bounds.lowerBound + width / (1 + Elementary.exponential(-coordinate))
      }
    }

    /// How much the value changes with the coordinate.
    func slope(_ coordinate: Double) -> Double {
      switch domain {
      case .free: return size
      case .positive: return Elementary.exponential(coordinate)
      case .within(let bounds):
        let share = 1 / (1 + Elementary.exponential(-coordinate))
        return (bounds.upperBound - bounds.lowerBound) * share * (1 - share)
      }
    }
  }

  package var unknowns: [Unknown]
  /// The problem with the values of the unknowns, in their order.
  package let problem: @Sendable ([Double]) -> Problem
  /// States with what is computed from them behind each, for values of the unknowns, states one after the other, and their times.
  let observed: @Sendable (_ values: [Double], _ states: [Double], _ times: [Double]) -> [Double]

  package init(
    _ unknowns: [Unknown],
    observed: @escaping @Sendable ([Double], [Double], [Double]) -> [Double] = { _, states, _ in states },
    problem: @escaping @Sendable ([Double]) -> Problem
  ) {
    self.unknowns = unknowns
    self.observed = observed
    self.problem = problem
  }

  /// The same from other values.
  package func starting(at values: [Double]) -> FitModel {
    var model = self
    model.unknowns = unknowns.starting(at: values)
    return model
  }

  func problem(at point: [Double]) -> Problem { problem(unknowns.values(point)) }

  /// The problem at a point, and on both sides of it in each coordinate: what central differences want. Equations are cheap and
  /// smooth in their parameters, so that such differences are good to ten digits.
  struct Neighbourhood {
    let centre: Problem
    let sides: [(above: Problem, below: Problem)]
    static let step = 6e-6

    /// The derivative of something with respect to each coordinate.
    func slopes(_ measure: (Problem) -> [Double]) -> [[Double]] {
      sides.map { side in
        zip(measure(side.above), measure(side.below)).map { ($0 - $1) / (2 * Self.step) }
      }
    }
  }

  func neighbourhood(_ point: [Double]) -> Neighbourhood {
    let sides = point.indices.map { index in
      func moved(_ step: Double) -> Problem {
        var other = point
        other[index] += step
        return problem(at: other)
      }
      return (above: moved(Neighbourhood.step), below: moved(-Neighbourhood.step))
    }
    return Neighbourhood(centre: problem(at: point), sides: sides)
  }
}

extension [FitModel.Unknown] {
  var startingPoint: [Double] { map(\.coordinate) }

  func values(_ point: [Double]) -> [Double] { zip(self, point).map { $0.value($1) } }

  /// The same from other values.
  func starting(at values: [Double]) -> [FitModel.Unknown] {
    zip(self, values).map { FitModel.Unknown($0.name, start: $1, $0.domain) }
  }
}
