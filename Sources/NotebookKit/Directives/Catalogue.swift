extension Directive {
  /// Every directive. Adding one is a file in `Directives/` and a line here.
  package static let catalogue: [Directive] = [
    .model,
    .solve,
    .pinn,
    .fit,
    .plot,
    .sweep,
    .network,
    .compare,
    .inspect,
    .equilibria,
    .data,
    .values,
    .expect,
    .explore,
  ]
}
