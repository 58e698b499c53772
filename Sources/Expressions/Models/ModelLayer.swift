package import Diagnostics

/// What one text says about a model: a built-in, a preset, a `model` block, or the overrides of a solve.
///
/// Layers stack: a later one replaces single parameters, initial values, inputs, units, equations (by their left side) and
/// events (by their name) of the earlier ones.
package struct ModelLayer: Sendable {
  /// A name and the text given for it.
  package struct Item: Sendable {
    package let name: Fragment
    package let value: Fragment
    package init(name: Fragment, value: Fragment) {
      self.name = name
      self.value = value
    }
  }

  package struct EventText: Sendable {
    package let name: Fragment
    package let when: Fragment?
    package let assignments: [Item]
    package let isTerminal: Bool
    /// How long the event cannot come again.
    package let refractory: Fragment?
    /// States that keep their value for that time.
    package let held: [Fragment]
    /// The times at which it comes, as people read them, where it comes by the clock.
    package let schedule: String?
    /// Where it takes events away: that of its name, or all there are.
    package private(set) var removal: Removal?

    package enum Removal: Sendable { case one, all }

    package init(removing removal: Removal, at name: Fragment) {
      self.init(name: name, when: nil, assignments: [], isTerminal: false)
      self.removal = removal
    }

    package init(
      name: Fragment, when: Fragment?, assignments: [Item], isTerminal: Bool, refractory: Fragment? = nil,
      held: [Fragment] = [], schedule: String? = nil
    ) {
      self.name = name
      self.when = when
      self.assignments = assignments
      self.isTerminal = isTerminal
      self.refractory = refractory
      self.held = held
      self.schedule = schedule
    }
  }

  package var equations: Fragment?
  package var parameters: [Item] = []
  package var initial: [Item] = []
  /// The word `equilibrium`, where it stands in place of initial values.
  package var rest: Fragment?
  package var inputs: [Item] = []
  package var units: [Item] = []
  package var meanings: [Item] = []
  package var events: [EventText] = []
  /// Whether it may bring in new parameters and inputs, or only change the ones there are.
  package var isOverride = false
  /// Whether it is what another model builds on: parameters that are of no use there are dropped without a word.
  package var isBase = false
  /// Where a built-in model is from.
  package var source: String?
  /// Whether its initial values could not be read: then none is missed.
  package var lacksInitial = false
  /// Whether its events could not be read: what they use is not known.
  package var lacksEvents = false
  /// Where the layer stands, for mistakes about the whole of it.
  package var location: Location?

  package init() {}
}
