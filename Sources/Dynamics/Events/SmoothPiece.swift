/// Where the equations are smooth: between stops, jumps and switching surfaces.
extension Integration {
  /// Begins a smooth piece at the present state.
  ///
  /// - Parameter crossed: surfaces that the state has just crossed.
  mutating func restart(across crossed: Set<Int> = []) {
    guard isFinite(y) else {
      outcome = outcome ?? .diverged(at: t)
      return
    }
    watch.look(t, y)
    stop = nextStop
    let isSettled = modes.settle(
      t, y, until: stop, step: lookAhead,
      onSurface: { [watch] in crossed.contains($0) || watch.isOnSurface($0) },
      apply: { [system, watch] values in
        system.set(modes: values)
        watch.set(modes: values)
      }, evaluate: system.evaluate)
    if !isSettled { outcome = outcome ?? .slides(at: t) }
    system.corner?.ahead = lookAhead / 2
    stepper.restart()
    if steps > 0 { controller?.restart() }
    recorder.markStart(modes: modes.values)
    lastStep = 0
    watch.forget()
    watch.look(t, y)
    watch.arm()
  }

  /// A size of step that is neither large nor small for the present state.
  var lookAhead: Double {
    if controller == nil { return gridStep }
    return controller?.next ?? max(lastStep, 1e-6 * (stop - t))
  }
}
