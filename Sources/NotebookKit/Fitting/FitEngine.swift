import Learning

/// Who finds the unknowns: shooting, or networks that are trained together with them.
enum FitEngine: Sendable {
  case shooting(FitMethod)
  case networks(InverseNetwork)

  func fit(_ recordings: Recordings) -> FitReport {
    switch self {
    case .shooting(let method): method.fit(recordings)
    case .networks(let network): recordings.weighing { network.fit($0) }
    }
  }

  /// Whether conditions of the equations have to be located: one solution over all data is like any solve.
  var isOneSolution: Bool { if case .shooting(.single) = self { true } else { false } }

  /// As files name it.
  var name: String { if case .shooting(let method) = self { method.rawValue } else { "networks" } }

  /// As a sentence says it.
  var title: String {
    switch self {
    case .shooting(.single): "single shooting"
    case .shooting(.segments): "shooting from reset to reset"
    case .shooting(.multiple): "multiple shooting"
    case .networks: "physics-informed networks"
    }
  }

  var identityParts: [Identity.Part] {
    switch self {
    case .shooting(let method): [Identity.Part("method", method.rawValue)]
    case .networks(let network): [Identity.Part("method", "networks"), Identity.Part("neurons", "\(network.neurons)")]
    }
  }
}
