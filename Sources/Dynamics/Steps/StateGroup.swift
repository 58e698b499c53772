/// States that a symplectic method moves together: none of them needs another, as all places and all velocities.
struct StateGroup {
  var states: [Int]
  /// Whether the rate of one needs that state itself.
  var needsItself: Bool

  /// The states in the order they are written, each in the first group none of whose states it needs, or is needed by.
  ///
  /// - Parameter read: the states that the rate of each needs.
  static func groups(_ read: [Set<Int>]) -> [StateGroup] {
    var groups: [StateGroup] = []
    for state in read.indices {
      let place = groups.firstIndex { group in
        group.states.allSatisfy { !read[$0].contains(state) && !read[state].contains($0) }
      }
      let needsItself = read[state].contains(state)
      if let place {
        groups[place].states.append(state)
        groups[place].needsItself = groups[place].needsItself || needsItself
      } else {
        groups.append(StateGroup(states: [state], needsItself: needsItself))
      }
    }
    return groups
  }
}
