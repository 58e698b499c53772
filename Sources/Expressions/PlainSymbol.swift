extension MathWriter {
  /// The name as a figure's text says it: `ζ`, `vₚₑₐₖ`, `τ₁`. An index that has no lowered signs stays on the line.
  package func text(_ name: String) -> String {
    guard let (base, index) = parts(of: name) else { return letter(name) }
    let lowered = index.map { Self.lowered[$0] }
    if lowered.contains(where: { $0 == nil }) {
      return name.contains("_") ? "\(letter(base))_\(index)" : letter(base) + index
    }
    return letter(base) + String(lowered.compactMap { $0 })
  }

  private static let lowered = Dictionary(
    uniqueKeysWithValues: zip("0123456789aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ"))
}
