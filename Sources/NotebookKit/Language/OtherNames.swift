/// What other tools call a key, for those who come from them.
enum OtherNames {
  private static let names: [String: [String]] = [
    "step": ["dt", "h", "stepsize", "delta-t"],
    "tolerance": ["tol", "rtol", "atol", "reltol", "abstol", "eps"],
    "largest-step": ["max-step", "max_step", "maxstep", "max-dt", "dtmax", "hmax"],
    "smallest-step": ["min-step", "min_step", "minstep", "min-dt", "dtmin", "hmin"],
    "first-step": ["initial-step", "initial_step", "first_step", "h0", "dt0"],
    "size": ["n", "count", "neurons", "cells"],
    "until": ["tmax", "t-max", "t_max", "tend", "t-end", "t_end", "end", "duration", "stop", "to"],
    "time": ["tspan", "span", "t-span", "t_span"],
    "method": ["solver", "algorithm", "scheme", "integrator"],
    "parameters": ["params", "constants", "args"],
    "initial": ["y0", "x0", "init", "ics", "start", "initial-values", "initial-conditions"],
    "equations": ["eqs", "ode", "odes", "rhs", "dynamics"],
    "when": ["if", "condition", "threshold", "trigger"],
    "set": ["then", "do", "reset", "action", "jump", "affect", "update"],
    "refractory": ["dead-time", "refractory-period", "refractory_period"],
    "input": ["stimulus", "current", "inputs"],
    "caption": ["title", "text"],
    "labels": ["legend", "names"],
    "range": ["xlim", "ylim", "limits", "after", "axis", "window"],
    "kind": ["type", "style"],
    "file": ["path", "source", "csv", "url"],
    "measure": ["metrics", "measures", "show"],
    "y": ["show", "states", "variables", "vars"],
    "aspect": ["aspect-ratio", "equal", "scale", "asp"],
    "columns": ["show", "states", "variables", "vars"],
    "of": ["data", "result", "results", "solve", "what", "model", "network", "sweep"],
    "model": ["of", "for", "system", "problem"],
    "against": ["reference", "exact", "truth"],
  ]

  /// The name that a key has here.
  static func own(_ key: String, among keys: [String]) -> String? {
    keys.first { names[$0]?.contains(key.lowercased()) ?? false }
  }

  /// What to write, if a key has another name here.
  static func hint(_ key: String, among keys: [String]) -> String? {
    guard let known = own(key, among: keys) else { return nil }
    return known == "range" ? "write 'range: {t: 200 to 1000}' for a part of an axis" : "here that is '\(known)'"
  }
}
