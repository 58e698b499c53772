import Markup

/// Superscripts, subscripts, primes and limits.
extension FormulaParser {
  mutating func openScript(isSuperscript: Bool, _ token: Token) {
    if let last = top.row.atoms.last, last.kind != .space {
      let isDouble = isSuperscript ? !last.superscript.isEmpty : !last.subscript.isEmpty
      if isDouble {
        let name = isSuperscript ? "superscript" : "subscript"
        let sign = isSuperscript ? "^" : "_"
        report("double \(name)", at: token.range, hint: "write '{x\(sign)a}\(sign)b' or 'x\(sign){ab}'")
      }
    }
    open(.script(isSuperscript: isSuperscript), at: token.range)
  }

  /// Hangs a script on the last piece, or on nothing where there is none.
  mutating func attachScript(_ script: Row, isSuperscript: Bool) {
    if top.row.atoms.last.map({ $0.kind == .space }) ?? true { top.row.atoms.append(.nothing) }
    let last = top.row.atoms.count - 1
    top.row.atoms[last].rise(for: script, isSuperscript: isSuperscript, in: top.row.currentStyle)
    guard isSuperscript else {
      top.row.atoms[last].subscript.append(script.markup)
      return
    }
    let primes = script.atoms.prefix { $0.isPrime }.count
    top.row.atoms[last].primes += primes
    if primes < script.atoms.count {
      var rest = script
      rest.atoms.removeFirst(primes)
      top.row.atoms[last].superscript.append(rest.markup)
    }
  }

  /// `'` and as many more as follow.
  mutating func readPrimes(_ count: Int, _ token: Token) {
    var count = count
    while case .character(let scalar) = nextToken.kind, let more = Self.primes(scalar) {
      count += more
      position += 1
    }
    if top.row.atoms.last.map({ $0.kind == .space }) ?? true { top.row.atoms.append(.nothing) }
    let last = top.row.atoms.count - 1
    if top.row.atoms[last].primes > 0 || !top.row.atoms[last].superscript.isEmpty {
      report("double superscript", at: token.range, hint: "primes come first: write \"x'^2\"")
    }
    top.row.atoms[last].primes += count
  }

  static func primes(_ scalar: Unicode.Scalar) -> Int? {
    switch scalar {
    case "'", "′", "’": 1
    case "″": 2
    case "‴": 3
    default: nil
    }
  }

  /// `\limits` and `\nolimits`.
  mutating func setLimits(_ limits: Atom.Limits, _ name: String, _ token: Token) {
    guard let last = top.row.atoms.indices.last, top.row.atoms[last].kind == .operation else {
      report("'\\\(name)' follows no operator", at: token.range, hint: "it belongs after a sign such as '\\sum'")
      return
    }
    top.row.atoms[last].limits = limits
  }
}

extension Atom {
  /// What `\prime` makes.
  static let prime = Atom.ordinary(.sign("′"))

  fileprivate mutating func rise(for script: Row, isSuperscript: Bool, in style: MathStyle) {
    let isAboveOrBelow = limits == .always || (limits == .inDisplay && style == .display)
    if isAboveOrBelow || script.height == .tall || (isSuperscript && script.height == .raised) {
      height = .tall
    } else if isSuperscript || script.height == .raised {
      height = max(height, .raised)
    }
  }

  fileprivate var isPrime: Bool {
    guard !hasScripts, case .markup(let markup) = nucleus else { return false }
    return markup == .sign("′")
  }
}
