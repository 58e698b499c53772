import Expressions

/// The part of the reference that says what a formula may hold.
enum ReferenceFormulas {
  static var markdown: String {
    """
    # Formulas {#formulas}

    Equations, inputs, initial values, events, `values`, `expect` and `{{ }}` are written alike.

    | form | is |
    |---|---|
    | `a + b`, `a - b`, `a*b`, `a/b` | arithmetic; a product has its `*` |
    | `a^b` | a power: `-2^2` is -4, and `2^3^2` is 2^9 |
    | `<`, `<=`, `>`, `>=`, `==`, `!=` | comparisons; as a number 1 where they hold, else 0, so that `70*(t >= 100)` is a step |
    | `a == b within c` | whether the two differ by no more than c |
    | `a == b within 2 %` | whether they differ by no more than a fiftieth of b |
    | `and`, `or`, `not` | of comparisons |
    | `1.5e-3`, `70 pA`, `2 uF/cm^2` | numbers, with a unit where they have one |
    | `pi`, `t` | 3.14159..., and time in an equation or an input |
    | `params.x` | the notebook's parameter x |
    | `label.query` | what is [asked of a result](#queries) |

    ## Functions {#functions}

    \(functions)
    ## Units {#units}

    \(Unit.known.map { "`\($0)`" }.joined(separator: ", ")). All but \(Unit.withoutPrefix.map { "`\($0)`" }.joined(separator: ", ")) take a prefix, and a year (`year`, `yr`) has 365.25 days:
    \(Unit.prefixNames.map { "`\($0)`" }.joined(separator: " ")). They are joined by `*`, `/` and `^`: `nS/cm^2`, `1/ms`, `mV*ms^-1`. A number in another unit of
    the same kind is converted, `0.1 nF` to 100 pF; a number without a unit is taken in that of what it is for.
    Under `units` a parameter may get another unit than its value has: with `units: {Re: m}`, `6371 km` are 6371000 m. A parameter
    without a unit may stand for anything, so what it multiplies is not checked; `units: {eps: 1}` says that it is a plain
    number, and checks all. A temperature in `degC` is converted to kelvins by `T + 273.15` alone, and in text, where a difference of two may be in K: `{{ s.final(T):.1f degC }}`.
    In text, checks and values a number with a unit is converted to that of the result beside it, `s.v(100) > -0.1 V`; results in
    different units are not added or compared.

    ## Symbols {#symbols}

    The page sets names as the field writes them: `tau` is $\\tau$, `DeltaT` is $\\Delta_T$; what stands behind `_`, and digits
    or capitals behind one letter, are an index: `v_half` is $v_{\\text{half}}$, `k1` is $k_1$, `gNa` is $g_{\\text{Na}}$; so is what
    stands behind the letter of a state, `vr` as $v_r$ where `v` is one, and what usually is one: `Vmax` is $V_{\\text{max}}$, `Km` is
    $K_m$, `kcat` is $k_{\\text{cat}}$. Names of capitals alone stay whole from three on, `AUC`.


    """
  }

  /// Those of one meaning share a line.
  private static var functions: String {
    var lines: [(calls: [String], meaning: String)] = []
    for function in Function.allCases {
      let parameters = function.parameters.joined(separator: ", ") + (function.isVariadic ? ", ..." : "")
      let call = "`\(function.rawValue)(\(parameters))`"
      let meaning = function.meaning + (function.isDraw ? "; in networks, for each neuron or synapse" : "")
      if lines.last?.meaning == meaning {
        lines[lines.count - 1].calls.append(call)
      } else {
        lines.append(([call], meaning))
      }
    }
    return lines.map { "- \($0.calls.joined(separator: ", ")): \($0.meaning)\n" }.joined()
  }
}
