package import Diagnostics

extension Plan {
  /// What is no mistake, but what a careful author would not leave out: a description for those who do not see a figure.
  package var wishes: [Diagnostic] {
    nodes.compactMap { node in
      guard case .ready = node.state, node.directive?.gives == .figure, node.arguments?.isGiven(Directive.alt) == false
      else { return nil }
      return .warning(
        "the figure is described by a sentence made from its data", at: node.call.location,
        hint: "say what there is to see in it: 'alt: ...'")
    }
  }
}
