package import Dynamics

/// A model with numbers in it that are to be found: parameters, constant inputs, initial values.
///
/// The search goes over the logarithm of an unknown that cannot be negative, and over the number divided by its size where
/// it can: one step is as good as another in all of them.
package struct FitModel: Sendable {
  package struct Unknown: Sendable {
    package let name: String
    /// Where the search begins.
    package let start: Double
    package let isPositive: Bool

    package init(_ name: String, start: Double, isPositive: Bool) {
      precondition(!isPositive || start > 0)
      self.name = name
      self.start = start
      self.isPositive = isPositive
    }

    var size: Double { start == 0 ? 1 : abs(start) }
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
  var startingPoint: [Double] { map { $0.isPositive ? Elementary.logarithm($0.start) : $0.start / $0.size } }

  func values(_ point: [Double]) -> [Double] {
    zip(self, point).map { $0.isPositive ? Elementary.exponential($1) : $0.size * $1 }
  }

  /// How much the value of an unknown changes with its coordinate.
  func slope(_ index: Int, _ point: [Double]) -> Double {
    self[index].isPositive ? Elementary.exponential(point[index]) : self[index].size
  }

  /// The same from other values.
  func starting(at values: [Double]) -> [FitModel.Unknown] {
    zip(self, values).map { FitModel.Unknown($0.name, start: $1, isPositive: $0.isPositive) }
  }
}
