extension Unit {
  /// Reads `ms`, `mV/ms`, `uS/cm^2`, `pA*ms`, `J/(mol*K)`, `1/ms`, `mV^-1`, `L·h⁻¹`. Gives nothing for what is no unit.
  package init?(parsing text: String) {
    let plain = Self.plainExponents(text)
    var reader = UnitReader(rest: plain[...])
    guard let unit = reader.product(), reader.rest.isEmpty else { return nil }
    self = Unit(dimension: unit.dimension, factor: unit.factor, exponent: unit.exponent, text: plain)
  }

  /// `h⁻¹` as `h^-1`, and a product for spaces between units, as in `mol L^-1`.
  private static func plainExponents(_ text: String) -> String {
    let raised = Dictionary(uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-"))
    var result = ""
    var (isRaised, isApart) = (false, false)
    for character in text {
      if character == " " {
        isApart = true
        continue
      }
      if isApart, let last = result.last, !"*·/(^".contains(last), character.isLetter { result.append("·") }
      isApart = false
      if raised[character] != nil, !isRaised { result.append("^") }
      isRaised = raised[character] != nil
      result.append(raised[character] ?? character)
    }
    return result
  }

  /// A single unit, with or without an SI prefix.
  package static func named(_ name: String) -> Unit? {
    if let plain = plain[name] { return plain.named(name) }
    guard let first = name.first, let exponent = prefixes[first], let base = plain[String(name.dropFirst())],
      base.takesPrefix
    else { return nil }
    return Unit(
      dimension: base.dimension, factor: base.factor, exponent: base.exponent + exponent, text: name)
  }

  /// The unit under its usual name, where it has one: pA for nS·mV.
  package var name: String {
    // An angle is a plain number, and not every plain number an angle.
    if text == "degC" || isPlain { return text }
    // A rate that nobody calls hertz: 1/ms, not kHz.
    if dimension == Unit.plain["Hz"]?.dimension, !text.contains("Hz") {
      if text.hasPrefix("rad") { return text }
      return ["1/s", "1/ms", "1/us"].first { Unit(parsing: $0) == self } ?? text
    }
    let bases = Unit.plain.filter { $0.value.dimension == dimension && $0.value.factor == factor && !$0.value.isAlias }
    for (base, plain) in bases.sorted(by: { ($0.key.count, $0.key) < ($1.key.count, $1.key) }) {
      let shift = exponent - plain.exponent
      if shift == 0 { return base }
      if plain.takesPrefix, let prefix = "fpnumkMGT".first(where: { Unit.prefixes[$0] == shift }) {
        return "\(prefix)\(base)"
      }
    }
    return text
  }

  /// Whether it is that of a plain number.
  var isPlain: Bool { isDimensionless && factor == 1 && exponent == 0 }

  /// Its size in SI units, as a message says it: 0.001 for Hz·ms.
  var scaleText: String { "\(factor * (Double("1e\(exponent)") ?? .nan))" }

  /// The names of common units, for hints.
  package static let commonNames = [
    "s", "ms", "us", "ns", "min", "h", "V", "mV", "A", "nA", "pA", "uA", "mA", "F", "pF", "nF", "uF", "S", "nS", "uS",
    "mS", "Ohm", "MOhm", "GOhm", "Hz", "kHz", "m", "cm", "mm", "um", "M", "mM", "uM", "K", "kg", "g", "J", "N", "W",
    "C", "Pa", "kPa", "kJ", "kcal", "mg", "ug", "mol", "mmol", "L", "mL", "day",
  ]

  /// Every unit that has a name of its own, for the reference.
  package static var known: [String] { plain.keys.sorted { ($0.lowercased(), $0) < ($1.lowercased(), $1) } }

  /// Those of them that take no prefix.
  package static var withoutPrefix: [String] { known.filter { plain[$0]?.takesPrefix == false } }

  /// The prefixes, from the smallest on.
  package static var prefixNames: [String] {
    prefixes.filter { $0.key.isASCII }.sorted { $0.value < $1.value }.map { String($0.key) }
  }

  private struct Plain {
    let dimension: [Int]
    var factor = 1.0
    var exponent = 0
    var takesPrefix = true
    /// Whether the unit has another name, which messages call it by.
    var isAlias = false

    func named(_ name: String) -> Unit { Unit(dimension: dimension, factor: factor, exponent: exponent, text: name) }
  }

  // Exponents of s, m, kg, A, K, mol.
  private static let plain: [String: Plain] = [
    "s": Plain(dimension: [1, 0, 0, 0, 0, 0]),
    "min": Plain(dimension: [1, 0, 0, 0, 0, 0], factor: 60, takesPrefix: false),
    "h": Plain(dimension: [1, 0, 0, 0, 0, 0], factor: 3600, takesPrefix: false),
    "day": Plain(dimension: [1, 0, 0, 0, 0, 0], factor: 86400, takesPrefix: false),
    "week": Plain(dimension: [1, 0, 0, 0, 0, 0], factor: 604_800, takesPrefix: false),
    // The Julian year of 365.25 days, as astronomers count.
    "year": Plain(dimension: [1, 0, 0, 0, 0, 0], factor: 31_557_600, takesPrefix: false),
    "yr": Plain(dimension: [1, 0, 0, 0, 0, 0], factor: 31_557_600, isAlias: true),
    "m": Plain(dimension: [0, 1, 0, 0, 0, 0]),
    "AU": Plain(dimension: [0, 1, 0, 0, 0, 0], factor: 1.495978707, exponent: 11, takesPrefix: false),
    "g": Plain(dimension: [0, 0, 1, 0, 0, 0], exponent: -3),
    // The petagram, in which carbon is counted: as a prefix P would make PA of a misspelt pA.
    "Pg": Plain(dimension: [0, 0, 1, 0, 0, 0], exponent: 12, takesPrefix: false),
    "A": Plain(dimension: [0, 0, 0, 1, 0, 0]),
    "K": Plain(dimension: [0, 0, 0, 0, 1, 0]),
    "degC": Plain(dimension: [0, 0, 0, 0, 1, 0], takesPrefix: false),
    "mol": Plain(dimension: [0, 0, 0, 0, 0, 1]),
    "M": Plain(dimension: [0, -3, 0, 0, 0, 1], exponent: 3),
    "l": Plain(dimension: [0, 3, 0, 0, 0, 0], exponent: -3),
    "L": Plain(dimension: [0, 3, 0, 0, 0, 0], exponent: -3),
    "Hz": Plain(dimension: [-1, 0, 0, 0, 0, 0]),
    "N": Plain(dimension: [-2, 1, 1, 0, 0, 0]),
    "J": Plain(dimension: [-2, 2, 1, 0, 0, 0]),
    "Pa": Plain(dimension: [-2, -1, 1, 0, 0, 0]),
    "bar": Plain(dimension: [-2, -1, 1, 0, 0, 0], exponent: 5),
    "atm": Plain(dimension: [-2, -1, 1, 0, 0, 0], factor: 101_325, takesPrefix: false),
    "mmHg": Plain(dimension: [-2, -1, 1, 0, 0, 0], factor: 133.322387415, takesPrefix: false),
    "cal": Plain(dimension: [-2, 2, 1, 0, 0, 0], factor: 4.184),
    "eV": Plain(dimension: [-2, 2, 1, 0, 0, 0], factor: 1.602176634, exponent: -19),
    "Wh": Plain(dimension: [-2, 2, 1, 0, 0, 0], factor: 3600),
    "ha": Plain(dimension: [0, 2, 0, 0, 0, 0], exponent: 4, takesPrefix: false),
    "W": Plain(dimension: [-3, 2, 1, 0, 0, 0]),
    "C": Plain(dimension: [1, 0, 0, 1, 0, 0]),
    "V": Plain(dimension: [-3, 2, 1, -1, 0, 0]),
    "F": Plain(dimension: [4, -2, -1, 2, 0, 0]),
    "H": Plain(dimension: [-2, 2, 1, -2, 0, 0]),
    "Wb": Plain(dimension: [-2, 2, 1, -1, 0, 0]),
    "T": Plain(dimension: [-2, 0, 1, -1, 0, 0]),
    "S": Plain(dimension: [3, -2, -1, 2, 0, 0]),
    "Ohm": Plain(dimension: [-3, 2, 1, -2, 0, 0]),
    "ohm": Plain(dimension: [-3, 2, 1, -2, 0, 0]),
    "Ω": Plain(dimension: [-3, 2, 1, -2, 0, 0]),
    "rad": Plain(dimension: [0, 0, 0, 0, 0, 0], takesPrefix: false),
    "ppm": Plain(dimension: [0, 0, 0, 0, 0, 0], exponent: -6, takesPrefix: false, isAlias: true),
  ]

  private static let prefixes: [Character: Int] = [
    "f": -15, "p": -12, "n": -9, "u": -6, "µ": -6, "μ": -6, "m": -3, "c": -2, "d": -1, "k": 3, "M": 6, "G": 9, "T": 12,
  ]
}
