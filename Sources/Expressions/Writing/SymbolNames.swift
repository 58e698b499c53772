package import Markup

/// How names are set: Greek letters by their names, and indices.
extension MathWriter {
  /// Greek letters by name, and an index where the name has one: `tau_m`, `v_peak`, `gNa`, `vr`.
  package func name(_ name: String) -> Markup {
    parts(of: name).map { index($0.base, $0.index) } ?? identifier(name)
  }

  /// The letter and its index, where the name has one.
  func parts(of name: String) -> (base: String, index: String)? {
    let parts = name.split(separator: "_", maxSplits: 1).map(String.init)
    if parts.count == 2 { return (parts[0], parts[1].split(separator: "_").joined(separator: ",")) }
    return splitIndex(name).map { ($0.0, $0.1) }
  }

  /// A Greek letter by its name, or the name.
  func letter(_ name: String) -> String { Self.greek[name] ?? name }

  private func splitIndex(_ name: String) -> (String, String)? {
    guard name.count > 1, Self.greek[name] == nil, let first = name.first, first.isLetter else { return nil }
    // DeltaT, tau1: a Greek letter, then its index.
    if let letter = Self.greek.keys.filter({ name.hasPrefix($0) }).max(by: { $0.count < $1.count }),
      let next = name.dropFirst(letter.count).first, next.isUppercase || next.isNumber
    {
      return (letter, String(name.dropFirst(letter.count)))
    }
    let rest = String(name.dropFirst())
    // AUC, NADH: an abbreviation, and no A with an index.
    if name.count > 2, name.allSatisfy(\.isUppercase) { return nil }
    if let (base, index) = usualIndex(name) { return (base, index) }
    if rest.allSatisfy(\.isNumber) || states.contains(String(first)) { return (String(first), rest) }
    // gNa, ENa, EK: a letter, then the name of an ion.
    return rest.first?.isUppercase == true && rest.count <= 3 ? (String(first), rest) : nil
  }

  /// Vmax, mumax, Km, kcat, ka: what enzymes, cells and drugs are written with.
  private func usualIndex(_ name: String) -> (String, String)? {
    for word in ["max", "min", "tot", "eff", "ref", "rest", "peak"] where name.hasSuffix(word) {
      let base = String(name.dropLast(word.count))
      if base.count == 1 || Self.greek[base] != nil { return (base, word) }
    }
    let (first, rest) = (String(name.prefix(1)), String(name.dropFirst()))
    guard rest.allSatisfy({ $0.isLowercase && $0.isASCII }) else { return nil }
    if first.lowercased() == "k", rest.count <= 3 { return (first, rest) }
    let isElementOrNumber = Self.wholeNames.contains(name)
    return rest.count == 1 && first.first?.isUppercase == true && !isElementOrNumber ? (first, rest) : nil
  }

  /// Elements, and numbers named after people.
  private static let wholeNames: Set<String> = [
    "Na", "Ca", "Mg", "Cl", "Li", "Fe", "Zn", "Cu", "Mn", "Si", "Al", "He", "Ne", "Ar", "Re", "Pr", "Nu", "Da", "Ma",
    "Fr", "We", "Sc", "Pe", "Ra", "Gr", "Le", "St", "Bi",
  ]

  private func index(_ base: String, _ index: String) -> Markup {
    let isWord = index.contains { $0.isLetter } && (index.count > 1 || index.first?.isUppercase == true)
    let below: Markup =
      isWord
      ? .tag("mi", ["mathvariant": "normal"], .text(Self.greek[index] ?? index))
      : index.allSatisfy(\.isNumber) ? .tag("mn", [:], .text(index)) : identifier(index)
    return .tag("msub", [:], identifier(base), below)
  }

  private func identifier(_ name: String) -> Markup { .tag("mi", [:], .text(letter(name))) }

  /// Letters by the names that formulas have for them.
  static let greek: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eps": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "rho": "ρ", "sigma": "σ",
    "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω", "pi": "π", "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ",
    "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "inf": "∞",
  ]
}
