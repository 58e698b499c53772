import Learning

/// Who finds the unknowns: shooting, or networks that are trained together with them.
enum FitEngine: Sendable {
  case shooting(FitMethod)
  case networks(InverseNetwork)

  func fit(_ model: FitModel, to data: Observations) -> FitReport {
    switch self {
    case .shooting(let method): method.fit(model, to: data)
    case .networks(let network): data.weighing(model) { network.fit($0, to: $1) }
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
