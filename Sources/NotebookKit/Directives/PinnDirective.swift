import Diagnostics
import Dynamics
import Expressions
import Learning

extension Directive {
  /// Trains a physics-informed neural network on a model.
  static let pinn = Directive(
    "pinn", gives: .trajectory, "trains a physics-informed neural network on a model", PinnKeys.all
  ) { arguments, planning in
    PinnKeys.refuseForeign(arguments, &planning)
    if arguments[PinnKeys.task] == .inverse { return InversePlan.planned(arguments, &planning) }
    guard let frame = SolveKeys.frame(arguments, &planning), let plan = plan(arguments, frame, &planning) else {
      return nil
    }
    let against = arguments[PinnKeys.against]
    let showsSummary = arguments[PinnKeys.summary] == true
    return Planned(
      Facts(
        shape: PinnResult.shape(plan.facts), model: frame.model, trajectory: plan.facts, identity: plan.identity)
    ) { inputs in
      let product = plan.train(plan, inputs)
      guard let result = product.result else {
        return Product(failures: product.failures, isReused: product.isReused)
      }
      let summary = PinnSummary(
        result, product.description, against: against?.result(for: result, inputs), named: against?.name,
        stopwatch: inputs.stopwatch)
      return Product(
        result, [.note(summary.line)] + (showsSummary ? [.sheet(summary.table)] : []), failures: product.failures,
        isReused: product.isReused)
    }
  }

  private static func plan(_ arguments: Arguments, _ frame: SolveFrame, _ planning: inout Planning) -> PinnPlan? {
    let task = arguments[PinnKeys.task] ?? .forward
    // Networks that are trained on samples have to have equations everywhere, on both sides of every condition.
    let isMlp = arguments[PinnKeys.trainer] == .mlp
    guard let problem = frame.checkedProblem(&planning, locatesSurfaces: task == .forward && !isMlp) else { return nil }
    var facts = TrajectoryFacts(frame.model, problem, title: isMlp ? "PINN, fully connected" : "PINN")
    facts.isTrained = true
    if isMlp { return MlpPlan.plan(frame, problem, facts, arguments, &planning) }
    switch task {
    case .forward, .inverse:
      return ForwardPlan.plan(frame, problem, facts, PinnKeys.windowOptions(arguments), at: arguments.location)
    case .guided:
      guard let data = PinnKeys.data(arguments, facts, &planning) else { return nil }
      return GuidedPlan.plan(
        frame, problem, facts, PinnKeys.segmentOptions(arguments), data: data,
        samples: planning.facts[data.label]?.identity, at: arguments.location)
    }
  }
}
