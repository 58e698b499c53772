import Learning

/// A network and its training as data: every weight, so that anybody can evaluate it again.
enum TrainingData {
  static func value(of result: PinnResult) -> JSONValue {
    var entry: [String: JSONValue] = [
      "task": .text(result.task.rawValue), "trainer": .text(result.trainer.rawValue),
      "weights": .whole(result.network.trainedWeights + result.network.fixedWeights),
      "trained": .whole(result.network.trainedWeights), "iterations": .whole(result.network.iterations),
      "losses": losses(result.network.history),
    ]
    if let own = result.selfConvergence {
      entry["selfConvergence"] = .object([
        "events": own.events.map { .number($0) } ?? .null, "states": .number(own.states),
      ])
    }
    if let windows = result.network as? WindowSolution {
      entry["freshResidual"] = .number(windows.freshResidual)
      entry["network"] = .object(network(windows))
    }
    return .object(entry)
  }

  private static func numbers(_ values: [Double]) -> JSONValue { .list(values.map { .number($0) }) }

  private static func losses(_ history: TrainingHistory) -> JSONValue {
    var parts = Dictionary(zip(history.components, history.values.map(numbers))) { first, _ in first }
    parts["step"] = numbers(history.steps)
    return .object(parts)
  }

  /// yᵢ = initialᵢ + scalesᵢ Σₖ weightsᵢₖ Σⱼ combinationsⱼₖ φⱼ(s) with φⱼ = tanh(slopesⱼ s + offsetsⱼ) − tanh(offsetsⱼ), then s itself.
  private static func network(_ windows: WindowSolution) -> [String: JSONValue] {
    let r = windows.basis.count
    func rows(_ values: [Double]) -> JSONValue {
      .list(stride(from: 0, to: values.count, by: r).map { numbers(Array(values[$0..<$0 + r])) })
    }
    return [
      "slopes": numbers(windows.basis.slopes), "offsets": numbers(windows.basis.offsets),
      "combinations": rows(windows.basis.combinations),
      "windows": .list(
        windows.windows.map { window in
          .object([
            "start": .number(window.start), "length": .number(window.length), "reach": .number(window.reach),
            "initial": numbers(window.initial), "scales": numbers(window.scales), "weights": rows(window.weights),
            "freshResidual": .number(window.freshResidual),
          ])
        }),
    ]
  }
}
