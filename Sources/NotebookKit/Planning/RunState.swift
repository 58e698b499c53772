import Diagnostics
import Dynamics
import Expressions

/// A run under way: what the blocks gave so far.
struct RunState {
  let plan: Plan
  let store: Store
  private(set) var products: [Product?]
  private(set) var results: [String: any Queryable] = [:]
  /// What the states take that results keep, in bytes.
  private var bytes = 0
  /// What they will take at least once all is done.
  private let expected: Int

  init(_ plan: Plan, _ store: Store) {
    self.plan = plan
    self.store = store
    products = Array(repeating: nil, count: plan.nodes.count)
    expected = plan.nodes.reduce(0) { sum, node in
      if case .ready(let planned) = node.state { sum + planned.keeps } else { sum }
    }
  }

  var inputs: Inputs { Inputs(results: results, parameters: plan.parameters, looks: plan.looks, store: store) }

  /// The block, if it can be run and all that it needs has a result.
  func planned(_ index: Int) -> Planned? {
    let node = plan.nodes[index]
    guard case .ready(let planned) = node.state,
      node.needs.allSatisfy({ results[$0] != nil || !plan.givesResult($0) })
    else { return nil }
    return planned
  }

  mutating func finish(_ index: Int, _ product: Product) {
    products[index] = product
    guard let result = product.result else { return }
    let parts = (result as? any Parted)?.parts ?? []
    if let label = plan.nodes[index].label {
      results[label] = result
      for part in parts { results["\(label).\(part.name)"] = part.result }
    }
    for case let result as any TrajectoryResult in [result] + parts.map(\.result) {
      let trajectory = result.solution.trajectory
      bytes += trajectory.count * Limits.bytes(states: trajectory.dimension)
    }
  }

  /// Whether the results take more than they may. Whatever the order in which blocks end, it comes to that or it does not.
  /// Solves of equal steps tell beforehand, so that a machine with many workers does not fill up before the first has ended.
  var isOverfull: Bool { max(bytes, expected) > plan.limits[.memory] }

  /// The run given up: no results, and a message in the place of the first. Which blocks had ended by then depends on the
  /// workers, and the page must not.
  var abandoned: RunState {
    var state = RunState(plan, store)
    let (limit, most) = (Limits.Name.memory, Double(plan.limits[.memory]))
    if let first = plan.nodes.firstIndex(where: { $0.directive?.gives == .trajectory }) {
      let message = Diagnostic.error(
        "the solves of the notebook keep more than \(limit.text(most)) together, and that is the limit",
        at: plan.nodes[first].call.location,
        hint: "take larger steps or fewer solves, or \(limit.raising(to: 2 * most))")
      state.products[first] = Product(failures: [message])
    }
    return state
  }
}
