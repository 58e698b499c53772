import Diagnostics
import Dynamics
import Markup

/// How much a notebook may take. What goes beyond ends in a message that says so, never in a machine that stands still.
///
/// A limit is no part of what a result is a function of: it either lets a result be or refuses it. That is why none of them
/// is a time: seconds would give other results on other machines.
package struct Limits: Sendable, Equatable {
  package enum Name: String, Sendable, CaseIterable {
    case input, nesting, steps, points, memory, solves, epochs
  }

  private var given: [Name: Int] = [:]

  /// The standard limits.
  package init() {}

  package subscript(_ name: Name) -> Int {
    get { given[name] ?? name.standard }
    set { given[name] = newValue }
  }

  /// These limits, with those that `others` gives in their place.
  package func overridden(by others: Limits) -> Limits {
    var limits = self
    limits.given.merge(others.given) { $1 }
    return limits
  }

  /// The most steps that a solve may take which keeps its states, and the limit that says so.
  func mostSteps(states: Int) -> (count: Int, name: Name) {
    let bounds = [
      (self[.steps], Name.steps), (self[.points], .points), (self[.memory] / Self.bytes(states: states), .memory),
    ]
    return bounds.min { $0.0 < $1.0 } ?? bounds[0]
  }

  /// What a step takes that is kept: the time and the states, in double precision.
  static func bytes(states: Int) -> Int { 8 * (states + 1) }

  /// What a solve of so many steps is too much of, in words, and what to do; nothing where it may run.
  func refusal(steps: Double, states: Int) -> (message: String, hint: String)? {
    let bound = mostSteps(states: states)
    guard steps > Double(bound.count) else { return nil }
    let wanted = bound.name == .memory ? steps * Double(Self.bytes(states: states)) : steps
    let what = bound.name == .memory ? "of results in \(Digits.compact(steps, 3)) steps" : "\(bound.name.rawValue)"
    return (
      "that is \(bound.name.text(wanted)) \(what), and the limit is \(bound.name.text(Double(self[bound.name])))",
      "take a larger step or a shorter span, or \(bound.name.raising(to: wanted))"
    )
  }
}

extension Limits.Name {
  package var standard: Int {
    switch self {
    case .input: 64 << 20
    case .nesting: 100
    case .steps: Settings.Limits().steps
    case .points: 20_000_000
    case .memory: 1 << 30
    case .solves: 200_000
    case .epochs: 1_000_000
    }
  }

  package var meaning: String {
    switch self {
    case .input: "bytes of a file that is read"
    case .nesting: "how deep quotes and lists stand in one another"
    case .steps: "steps of a solve"
    case .points: "states that a solve keeps, and samples that `data` takes"
    case .memory: "bytes of the states that all solves of the notebook keep"
    case .solves: "points of a sweep"
    case .epochs: "epochs of a training"
    }
  }

  var isSize: Bool { self == .input || self == .memory }

  /// Deeper nesting would come near the end of a thread's stack.
  var range: ClosedRange<Int> { self == .nesting ? 1...200 : 1...1 << 53 }

  /// A number of this kind as people read it: `3.6e7`, `64 MB`.
  package func text(_ value: Double) -> String {
    guard isSize else { return value < 1e6 ? Digits.compact(value, 6) : Digits.compact(value, 3) }
    let place = Self.sizePlace(value)
    return "\(Digits.compact(value / Self.power(1024, place), 3)) \(["bytes", "KB", "MB", "GB", "TB"][place])"
  }

  /// Which power of 1024 a size is told in.
  private static func sizePlace(_ value: Double) -> Int {
    (1...4).last { value >= power(1024, $0) } ?? 0
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { product, _ in product * base }
  }

  /// How to allow more: the end of a hint.
  ///
  /// - Parameter wanted: what was asked for; twice the standard limit if nobody knows.
  func raising(to wanted: Double? = nil) -> String {
    let value = text(roundedUp(wanted ?? 2 * Double(standard)))
    let plain = value.filter { $0 != " " }
    return "raise the limit: 'limits: {\(rawValue): \(value)}' in the front matter, or '--limit \(rawValue)=\(plain)'"
  }

  /// The next number of one digit, for sizes in their unit.
  private func roundedUp(_ value: Double) -> Double {
    let scale = isSize ? Self.power(1024, Self.sizePlace(value)) : 1
    guard value.isFinite, value >= 1 else { return value }
    let unit = Self.power(10, (1...15).last { value / scale >= Self.power(10, $0) } ?? 0)
    return (value / scale / unit).rounded(.up) * unit * scale
  }
}
