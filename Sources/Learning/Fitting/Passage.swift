import Dynamics

/// What happens to a state in one window: its values at the samples and at the end, and their derivatives.
struct Passage {
  let dimension: Int
  /// How many unknowns belong to the window alone.
  let own: Int
  let unknowns: Int
  let begin: Double
  let end: Double
  let samples: [Double]
  let start: [Double]

  /// The derivatives of one number.
  struct Slopes {
    var own: [Double] = []
    /// With respect to the state at the beginning, the times of beginning and end, and the unknowns of the model.
    var start: [Double]
    var begin = 0.0
    var end = 0.0
    var unknowns: [Double]
  }

  struct Values {
    var values: [Double]
    var slopes: [Slopes]
  }

  struct Row {
    var value: Double
    var slopes: Slopes
  }

  var predictions: [Values] = []
  var last = Values(values: [], slopes: [])
  /// How far the window is from its equation, for means that do not obey it by themselves.
  var physics: [Row] = []

  init(
    dimension: Int, own: Int, unknowns: Int, begin: Double, end: Double, samples: [Double], start: [Double]
  ) {
    self.dimension = dimension
    self.own = own
    self.unknowns = unknowns
    self.begin = begin
    self.end = end
    self.samples = samples
    self.start = start
  }

  /// Integrates from the beginning to the end. Gives false where the state runs away.
  mutating func shoot(_ flow: SensitiveFlow, withDerivatives: Bool) -> Bool {
    flow.begin(start, withDerivatives: withDerivatives)
    let first = withDerivatives ? flow.slope(begin) : []
    var time = begin
    func values(_ atEnd: Bool) -> Values {
      let state = flow.values
      guard withDerivatives else { return Values(values: state, slopes: []) }
      let slope = atEnd ? flow.slope(end) : []
      return Values(
        values: state,
        slopes: (0..<dimension).map { row in
          let start = (0..<dimension).map { flow.fromStart(row, $0) }
          var slopes = Slopes(start: start, unknowns: (0..<unknowns).map { flow.fromUnknown(row, $0) })
          // Beginning later with the same state is beginning at the same time with what it came from.
          slopes.begin = -zip(start, first).reduce(0) { $0 + $1.0 * $1.1 }
          slopes.end = atEnd ? slope[row] : 0
          return slopes
        })
    }
    for sample in samples {
      guard flow.advance(from: time, to: max(time, sample)) else { return false }
      time = max(time, sample)
      predictions.append(values(false))
    }
    guard flow.advance(from: time, to: end) else { return false }
    last = values(true)
    return true
  }
}
