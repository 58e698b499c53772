extension Directive {
  /// Every directive. Adding one is a file in `Directives/` and a line here.
  package static let catalogue: [Directive] = [
    .model,
    .solve,
    .plot,
    .compare,
    .data,
    .values,
    .expect,
    .explore,
  ]
}
