extension MathWriter {
  /// The name as a figure's text says it: `ζ`, `vₚₑₐₖ`, `τ₁`. An index that has no lowered signs stays on the line.
  package func text(_ name: String) -> String {
    guard let (base, index) = parts(of: name) else { return letter(name) }
    let lowered = index.map { Self.lowered[$0] }
    let isLowered = lowered.allSatisfy { $0 != nil }
    return letter(base) + (isLowered ? String(lowered.compactMap { $0 }) : String(name.dropFirst(base.count)))
  }

  private static let lowered = Dictionary(
    uniqueKeysWithValues: zip("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"))
}
