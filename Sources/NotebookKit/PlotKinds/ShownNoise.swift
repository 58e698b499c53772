import Diagnostics

extension PlotRequest {
  /// Curves that are shown where no digit of them is held: where a logarithmic axis makes small values as long as others, or where
  /// there are no others.
  func noise(_ inputs: Inputs, at place: Location) -> [Diagnostic] {
    let names = y + logarithmic.subtracting(y).sorted()
    let axes = names.map {
      LostDigits.Axis(name: $0, isLogarithmic: logarithmic.contains($0), least: ranges[$0]?.lowerBound)
    }
    return series.compactMap { series in
      guard let solve = inputs.trajectory(series.label)?.solved, var digits = LostDigits(solve),
        let advice = digits.advice(onCurvesOf: axes, during: ranges["t"])
      else { return nil }
      return .warning(advice.message, at: place, hint: advice.hint)
    }
  }
}
