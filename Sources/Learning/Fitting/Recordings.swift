import Dynamics

/// One recording, and the model as it was when it was made.
package struct Recording: Sendable {
  /// With the unknowns that it depends on alone.
  package let model: FitModel
  package let data: Observations
  /// The places of these among all unknowns.
  let places: [Int]

  package init(_ model: FitModel, _ data: Observations, unknowns places: [Int]? = nil) {
    self.model = model
    self.data = data
    self.places = places ?? Array(model.unknowns.indices)
  }

  var start: Problem { model.problem(at: model.unknowns.startingPoint) }

  /// The coordinates of its unknowns, of those of all.
  func part(of point: [Double]) -> [Double] { places.map { point[$0] } }
}

/// Recordings of the same states with the same noise, that share unknowns of their models.
package struct Recordings: Sendable {
  package private(set) var unknowns: [FitModel.Unknown]
  package private(set) var all: [Recording]
  /// What the noise may be, where it is not given.
  var guess: [Double]?

  package init(_ unknowns: [FitModel.Unknown], _ all: [Recording]) {
    precondition(!all.isEmpty && all.allSatisfy { $0.data.states == all[0].data.states })
    precondition(all.allSatisfy { $0.places.count == $0.model.unknowns.count })
    self.unknowns = unknowns
    self.all = all
  }

  package init(_ model: FitModel, _ data: Observations) { self.init(model.unknowns, [Recording(model, data)]) }

  var states: [Int] { all[0].data.states }
  /// The standard deviation of each state's noise, in its unit; nothing where the fit has to find it out.
  var noise: [Double]? { all[0].data.noise }
  /// How many numbers were measured.
  package var count: Int { all.reduce(0) { $0 + $1.data.count } }

  /// A plan for each of them.
  func plans(
    _ plan: (Recording) throws(WindowPlan.Refusal) -> WindowPlan
  ) throws(WindowPlan.Refusal) -> [WindowPlan] {
    var plans: [WindowPlan] = []
    for (index, recording) in all.enumerated() {
      do throws(WindowPlan.Refusal) { plans.append(try plan(recording)) } catch {
        throw WindowPlan.Refusal(reason: error.reason, recording: index)
      }
    }
    return plans
  }

  /// Cut at resets and stops alone.
  func coarsePlans() throws(WindowPlan.Refusal) -> [WindowPlan] {
    try plans { recording throws(WindowPlan.Refusal) in try WindowPlan(recording.model, recording.data) { _, _ in [] } }
  }

  /// The same from other values of the unknowns.
  func starting(at values: [Double]) -> Recordings {
    var recordings = self
    recordings.unknowns = unknowns.starting(at: values)
    recordings.all = all.map { recording in
      Recording(
        recording.model.starting(at: recording.part(of: values)), recording.data, unknowns: recording.places)
    }
    return recordings
  }

  /// How much of its axis a measured state covers.
  package func range(_ index: Int) -> Double {
    let known = all.flatMap { $0.data.values[index].filter { !$0.isNaN } }
    guard let low = known.min(), let high = known.max() else { return 0 }
    return high - low
  }

  /// How much of its axis a measured state covers, or how far from zero it is where it stays.
  func size(_ index: Int) -> Double {
    let range = range(index)
    let height = all.flatMap { $0.data.values[index] }.reduce(0) { $1.isNaN ? $0 : max($0, abs($1)) }
    return range > 0 ? range : height > 0 ? height : 1
  }

  /// The noise given; or a first guess from second differences, of which most are noise where samples are dense. Their median
  /// is not moved by spikes.
  var noiseToBeginWith: [Double] {
    if let known = noise ?? guess { return known }
    return states.indices.map { index in
      let bends = all.flatMap { $0.data.bends(index) }.sorted()
      let median = bends.isEmpty ? 0 : bends[bends.count / 2]
      // 0.6745 is the median of |x| of a standard normal number, √6 the deviation of a second difference.
      let deviation = median / (0.6745 * 6.0.squareRoot())
      return max(deviation, range(index) > 0 ? 1e-6 * range(index) : 1e-3 * size(index))
    }
  }
}
