/// What a measure of spikes takes beside the spikes: a key of `compare` and `sweep`, and a named argument of the query.
enum SpikeSetting: String, Sendable, CaseIterable {
  case window, cost, tau

  /// The value where none is given, in the unit of the model's time (a cost in its inverse).
  func standard(duration: Double, _ scale: TimeScale) -> Double {
    switch self {
    case .window: duration / 10
    case .cost: 1 / scale.milliseconds(10)
    case .tau: scale.milliseconds(10)
    }
  }
}
