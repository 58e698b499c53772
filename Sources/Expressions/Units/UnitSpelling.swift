import Diagnostics

/// What an author may have meant by a word that stands where a unit should and is none.
extension Unit {
  /// `did you mean 'pA'?`, for a text that is no unit.
  package static func hint(_ text: String, among others: [String] = []) -> String? {
    if isAngle(text) { return "angles are in radians: multiply degrees by pi/180" }
    if let advice = advice(text.lowercased()) { return advice }
    return meant(by: text).map { "did you mean '\($0)'?" } ?? Spelling.hint(text, among: commonNames + others)
  }

  /// Times that are no unit, and what is counted.
  static func advice(_ word: String) -> String? {
    switch word {
    case "month", "months": "write it in day: how long it is depends on the calendar"
    case "rpm": "turns a minute are 1/60 1/s as a frequency, and 2*pi/60 rad/s as an angular velocity"
    case "individuals", "people", "persons", "cells", "animals", "spikes", "copies", "molecules":
      "what is counted is a plain number, whose unit is 1"
    case "lb", "lbs", "pound", "pounds": "1 lb is 0.45359237 kg"
    case "ft", "foot", "feet": "1 ft is 0.3048 m"
    case "inch", "inches": "1 inch is 25.4 mm"
    case "mile", "miles": "1 mile is 1609.344 m"
    case "tonne", "tonnes", "ton", "tons": "a tonne is 1 Mg"
    case "gt", "gtc": "1 Gt is 1 Pg"
    case "pgc": "the unit is 'Pg'"
    case "psi": "1 psi is 6.894757 kPa"
    case "gal", "gallon", "gallons": "1 US gallon is 3.785411784 L"
    case "fahrenheit", "degf": "0 degF is 255.372 K, and 1 degree of it 5/9 K"
    default: nil
    }
  }

  /// Whether the word is one for degrees.
  static func isAngle(_ word: String) -> Bool { ["deg", "degree", "degrees", "°"].contains(word) }

  /// The unit that a text with long names or other capitals stands for: `msec`, `mVolt`, `pa`, `uA/CM^2`.
  package static func meant(by text: String) -> String? {
    var result = ""
    var rest = Substring(text.filter { $0 != " " })
    while !rest.isEmpty {
      let word = rest.prefix { !"*/^·()1234567890-".contains($0) }
      if !word.isEmpty {
        guard let unit = named(String(word)) != nil ? String(word) : meant(byWord: String(word)) else { return nil }
        result += unit
      }
      rest = rest.dropFirst(word.count)
      if let sign = rest.first {
        result.append(sign)
        rest.removeFirst()
      }
    }
    return Unit(parsing: result) == nil ? nil : result
  }

  private static func meant(byWord word: String) -> String? {
    let lower = word.lowercased()
    let spelled = longNames[lower] ?? longNames[lower.hasSuffix("s") ? String(lower.dropLast()) : lower]
    if let spelled { return spelled }
    for (prefix, sign) in longPrefixes where lower.hasPrefix(prefix) {
      let base = String(lower.dropFirst(prefix.count))
      if let unit = longNames[base] ?? longNames[base.hasSuffix("s") ? String(base.dropLast()) : base] {
        return named(sign + unit) == nil ? nil : sign + unit
      }
    }
    if let sign = word.first, prefixNames.contains(String(sign)) || sign == "µ" {
      let base = String(lower.dropFirst())
      if let unit = longNames[base] ?? longNames[base.hasSuffix("s") ? String(base.dropLast()) : base],
        named("\(sign)\(unit)") != nil
      {
        return "\(sign)\(unit)"
      }
    }
    return commonNames.first { $0.lowercased() == lower } ?? otherCapitals(word)
  }

  /// `kw`, `KPA`: of units with a prefix that differ in capitals alone the one that is most like what was written.
  private static func otherCapitals(_ word: String) -> String? {
    let lower = word.lowercased()
    let units = prefixNames.filter { lower.hasPrefix($0.lowercased()) }.flatMap { prefix in
      known.filter { (prefix + $0).lowercased() == lower && named(prefix + $0) != nil }.map { prefix + $0 }
    }
    return units.max { one, other in
      func likeness(_ unit: String) -> Int { zip(unit, word).count { $0 == $1 } }
      return likeness(one) < likeness(other)
    }
  }

  private static let longNames = [
    "sec": "s", "second": "s", "minute": "min", "hour": "h", "hr": "h", "volt": "V", "amp": "A", "ampere": "A",
    "farad": "F", "siemens": "S", "mho": "S", "ohm": "Ohm", "hertz": "Hz", "meter": "m", "metre": "m", "gram": "g",
    "molar": "M", "kelvin": "K", "joule": "J", "newton": "N", "watt": "W", "coulomb": "C", "liter": "l", "litre": "l",
    "mcg": "ug", "mcl": "ul", "d": "day", "days": "day", "wk": "week", "week": "week",
    "year": "year", "annum": "year", "millis": "ms", "celsius": "degC",
  ]

  private static let longPrefixes = [
    ("milli", "m"), ("micro", "u"), ("nano", "n"), ("pico", "p"), ("kilo", "k"), ("mega", "M"), ("giga", "G"),
    ("centi", "c"), ("femto", "f"),
  ]
}
