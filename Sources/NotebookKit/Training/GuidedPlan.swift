import Diagnostics
import Dynamics
import Expressions
import Learning
import Markup

/// Networks guided by samples, one for each piece of them between resets and input steps.
enum GuidedPlan {
  static func plan(
    _ frame: SolveFrame, _ problem: Problem, _ facts: TrajectoryFacts, _ options: SegmentOptions, data: LabelReference,
    samples identity: Identity?, at location: Location
  ) -> PinnPlan {
    let parts = [
      Identity.Part("samples", identity?.key ?? data.label), Identity.Part("neurons", "\(options.neurons)"),
      Identity.Part("steepness", Digits.shortest(options.steepness)),
      Identity.Part("physics weight", Digits.shortest(options.physicsWeight)),
      Identity.Part("every", "\(options.stride)"),
    ]
    return PinnPlan(
      frame: frame, problem: problem, facts: facts, task: .guided, trainer: .windows, location: location,
      identity: Identity("pinn guided", frame.identityParts + parts)
    ) { plan, inputs in
      do throws(SampleFailure) {
        return train(plan, options, try SampleReading.samples(data.label, inputs, plan.facts), inputs.store)
      } catch {
        return TrainedProduct(failures: [.error(error.message, at: data.location, hint: error.hint)])
      }
    }
  }

  private static func train(_ plan: PinnPlan, _ options: SegmentOptions, _ samples: Samples, _ store: Store)
    -> TrainedProduct
  {
    let (stored, isReused) = store.value(plan.identity) {
      StoredSegments(SegmentSolution(training: plan.problem, on: samples, options))
    }
    let trained = SegmentSolution(stored, of: plan.problem, options)
    let fit = SampleFit(trained, samples, options)
    let result = plan.result(trained.solution, trained, fit: fit)
    var product = TrainedProduct(
      result: result, description: description(result, trained, samples, fit), isReused: isReused)
    if !trained.solution.outcome.isFinished {
      product.failures.append(
        .error(
          "the loss is not a finite number at t = \(trained.solution.outcome.time.map { Digits.compact($0, 6) } ?? "")",
          at: plan.location,
          hint: "the data may lie where the equations have no value, or lack the states that the others follow from"))
    }
    return product
  }

  private static func description(
    _ result: PinnResult, _ trained: SegmentSolution, _ samples: Samples, _ fit: SampleFit
  )
    -> NetworkDescription
  {
    let options = trained.options
    let count = trained.segments.count
    let names = result.facts.components.enumerated().compactMap {
      samples.values[$0.offset] == nil ? nil : $0.element.name
    }
    let used = (0..<samples.count).filter(options.trains).count
    var description = NetworkDescription(
      title:
        "\(count) \(count == 1 ? "network" : "networks") guided by \(used) samples · physics weight \(Digits.shown(options.physicsWeight))"
    )
    description.architecture = [
      (
        "hidden layer", "\(options.neurons) tanh neurons where the data have their bends, the time and 1, weights fixed"
      ),
      ("output layer", "\(result.facts.components.count) states, weights trained"),
      ("networks", "\(count), one for each piece of the data between resets and input steps"),
      ("weights", "\(trained.trainedWeights) trained, \(trained.fixedWeights) fixed"),
    ]
    description.training = [
      (
        "trained on",
        "\(used) samples of \(names.joined(separator: " and "))\(used < samples.count ? " (\(samples.count - used) are held out)" : ""), and the equations at \(options.pointsPerNeuron * options.neurons) points per network"
      ), ("loss", "data + \(Digits.shown(options.physicsWeight)) × physics, mean squares in ranges of the states"),
      ("optimiser", "Levenberg–Marquardt on the output weights, \(trained.iterations) steps"),
    ]
    for (state, component) in result.facts.components.enumerated() where samples.values[state] != nil {
      let unit = component.unit.map { " " + $0.symbol } ?? ""
      let heldOut = fit.heldOut[state].map { ", \(Digits.shown($0))\(unit) on those held out" } ?? ""
      description.trust.append(
        (
          "fit of \(component.name)",
          "RMSE \(Digits.shown(fit.trained[state] ?? .nan))\(unit) on the samples trained on\(heldOut)"
        ))
    }
    return description
  }
}

/// How far a network is from samples: root mean squares by state.
struct SampleFit: Sendable {
  /// Nothing for states that were not measured.
  private(set) var trained: [Double?] = []
  /// Nothing where no samples were held out.
  private(set) var heldOut: [Double?] = []

  init(trained: [Double?], heldOut: [Double?]) {
    self.trained = trained
    self.heldOut = heldOut
  }

  init(_ network: SegmentSolution, _ samples: Samples, _ options: SegmentOptions) {
    let states = network.states(at: samples.times)
    let n = network.problem.dimension
    func rmse(_ state: Int, _ places: [Int]) -> Double? {
      guard let values = samples.values[state], !places.isEmpty else { return nil }
      let sum = places.reduce(0.0) {
        $0 + (states[$1 * n + state] - values[$1]) * (states[$1 * n + state] - values[$1])
      }
      return (sum / Double(places.count)).squareRoot()
    }
    let places = Array(0..<samples.count)
    for state in 0..<n {
      trained.append(rmse(state, places.filter(options.trains)))
      heldOut.append(rmse(state, places.filter { !options.trains(on: $0) }))
    }
  }
}
