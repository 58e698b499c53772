import Dynamics
import Expressions
import TestSupport
import Testing

/// What the reference says of itself.
@Suite struct ExactSolutionTests {
  static func exact(_ layer: ModelLayer, until end: Double) throws -> ExactSolution {
    ExactSolution(try ModelDefinition.reading(layer).problem(from: 0, to: end))
  }

  static let lorenz = ModelText.layer(
    equations: "x' = 10*(y - x)\ny' = x*(28 - z) - y\nz' = x*y - 8/3*z", initial: ["x": "1", "y": "1", "z": "1"])

  /// The Lorenz equations forget a digit in about 2.5 units of time; the reference says so.
  @Test func theAgreementOnLorenzIsLostWithTime() throws {
    let exact = try Self.exact(Self.lorenz, until: 60)
    let times = [1.0, 10, 20, 30, 60]
    let differences = times.map { exact.largestDisagreement(at: [$0]).max() ?? 0 }
    #expect(differences[0] < 1e-13)
    #expect(differences[1] < 1e-10)
    #expect(differences[2] < 1e-6)
    #expect(differences[3] > differences[1])
    #expect(differences[4] > 1)
    #expect(exact.largestDisagreement(at: times).allSatisfy { $0 > 1 })
    print("Lorenz at \(times): \(differences)")
  }

  /// The error against 20 digits is not much more than the disagreement says.
  @Test(arguments: ExactCase.all)
  func theDisagreementMeasuresTheError(item: ExactCase) throws {
    let exact = try Self.exact(item.layer, until: item.end)
    let spikes = exact.solution.eventTimes[0]
    let errors = zip(spikes, item.spikes).map { abs($0 - $1) }
    let disagreement = exact.largestEventDisagreements[0]
    #expect(disagreement < 1e-10)
    #expect((errors.max() ?? 0) < 10 * disagreement + 1e-12, "\(item.name)")
    let times = item.samples.map(\.t).filter { $0 <= item.end }
    let states = exact.states(at: times)
    let differences = exact.disagreement(at: times)
    for (index, sample) in item.samples.enumerated() where sample.t <= item.end {
      #expect(abs(states[2 * index] - sample.v) < 10 * differences[2 * index] + 1e-11, "v at \(sample.t)")
      #expect(abs(states[2 * index + 1] - sample.w) < 10 * differences[2 * index + 1] + 1e-11, "w at \(sample.t)")
    }
  }

  @Test func timesOutsideTheSpanHaveNoState() throws {
    let exact = try Self.exact(ModelText.layer(equations: "y' = -y", initial: ["y": "1"]), until: 1)
    #expect(exact.states(at: [2])[0].isNaN)
    #expect(exact.largestDisagreement(at: [0.5, 2]) == [.infinity])
    #expect(exact.largestDisagreement(at: [0.5])[0] < 1e-15)
  }
}
