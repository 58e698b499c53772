import Markup

/// The look of figures, as CSS. Colours are custom properties, so one drawing serves light pages, dark pages and paper.
///
/// The page may set `data-theme="light"` or `"dark"` on its root to overrule the reader's system, and `--plot-font`.
package enum Theme {
  /// Everything a page with figures and legends needs, about 3 KB.
  package static let style = colours + drawing + responsive

  /// Dark colours never reach paper.
  static let colours = """
    :root{\(Palette.light.variables)}
    @media screen and (prefers-color-scheme:dark){:root:not([data-theme=light]){\(Palette.dark.variables)}}
    @media screen{:root[data-theme=dark]{\(Palette.dark.variables)}}

    """

  /// What the classes of a drawing look like. Strokes keep their width when a figure is scaled.
  static let drawing = """
    .plot{font:\(size)px var(--plot-font,system-ui,sans-serif);font-variant-numeric:tabular-nums;fill:none}
    .plot text{fill:var(--plot-muted)}
    .plot path{vector-effect:non-scaling-stroke}
    .plot .grid,.plot .axis{stroke:var(--plot-grid);stroke-width:1px;shape-rendering:crispEdges}
    .plot .axis{stroke:var(--plot-axis)}
    .plot .paper{fill:var(--plot-paper)}
    .plot .name,.plot .heading{fill:var(--plot-ink)}
    .plot .heading{font-weight:600}
    .plot .symbol{font-style:italic}
    .plot .small{font-size:75%}
    .plot .ink{color:var(--plot-ink)}
    .plot .muted{color:var(--plot-muted)}
    \(slots)
    .plot .line{stroke:currentColor;stroke-width:1.6px;stroke-linejoin:round;stroke-linecap:round}
    \(dashes)
    .plot .thin{stroke-width:1px}
    .plot .strong{stroke-width:2.4px}
    .plot .compact .line{stroke-width:1.1px}
    .plot .dot{fill:currentColor;stroke:var(--plot-paper);stroke-width:1.5px;paint-order:stroke}
    .plot .hollow{fill:var(--plot-paper);stroke:currentColor;stroke-width:1.5px}
    .plot .stroke{stroke:currentColor;stroke-width:1.6px}
    .plot .points{stroke:currentColor;stroke-width:4px;stroke-linecap:round}
    .plot .small-points{stroke:currentColor;stroke-width:2px;stroke-linecap:round}
    .plot .wide{stroke-width:7px}
    .plot .spike{stroke:currentColor;stroke-width:1.2px}
    .plot .jump{stroke:currentColor;stroke-width:1px;stroke-dasharray:1 2;opacity:.75}
    .plot .rule{stroke:currentColor;stroke-width:1px;stroke-dasharray:4 3}
    .plot .area{fill:currentColor;fill-opacity:.2}
    .plot .band{fill:currentColor;fill-opacity:.1}
    .plot .bars{fill:currentColor;fill-opacity:.65}
    .plot .arrows{stroke:currentColor;stroke-width:1px;opacity:.55}
    .plot .head{fill:currentColor}
    .plot .cells path{shape-rendering:crispEdges}
    .plot .over-dark{color:#fff}
    .plot .over-bright{color:#111}
    .plot .contour{stroke:currentColor;stroke-width:1px}
    .plot .slope{fill:currentColor;fill-opacity:.1;stroke:currentColor;stroke-width:1px}
    .plot .note,.plot .key{font-size:.92em;fill:currentColor}
    .plot .key{fill:color-mix(in srgb,currentColor 70%,var(--plot-ink))}
    .plot .note{paint-order:stroke;stroke:var(--plot-paper);stroke-width:3px;stroke-linejoin:round}
    .plot .legend .key{fill:var(--plot-ink)}
    .plot .legend .line,.plot-legend .plot .line{stroke-width:1.6px}

    """

  /// A figure that fills its column; text grows as the figure shrinks and never falls below nine CSS pixels.
  static let responsive = """
    .plot-box{container:plot-box/inline-size}
    .plot-box .plot{display:block;width:100%;height:auto;overflow:visible}
    .plot-box .plot{font-size:clamp(\(size)px,24.8px - 2cqi,\(Digits.shortest(Lettering.largestSize))px)}
    .plot-legend{display:flex;flex-wrap:wrap;gap:.15em 1.1em;margin:0 0 .35em;padding:0;list-style:none}
    .plot-legend{font:.8125rem/1.5 var(--plot-font,system-ui,sans-serif);color:var(--plot-ink)}
    .plot-legend li{display:flex;align-items:center;gap:.4em;margin:0}
    .plot-legend .swatch{width:auto;height:12px;flex:none}
    @container plot-box (max-width:500px){
    .plot .alternate{display:none}
    .plot .line{stroke-width:1.3px}
    .plot .compact .line{stroke-width:.8px}
    .plot .thin,.plot .spike{stroke-width:.8px}
    .plot .dot{stroke:currentColor;stroke-width:1.5px}
    .plot .points{stroke-width:3px}
    .plot .small-points{stroke-width:1.2px}
    }

    """

  private static let size = Digits.shortest(Lettering.size)

  private static let slots = (1...Palette.count).map { ".plot .c\($0){color:var(--plot-\($0))}" }
    .joined(separator: "\n")

  private static let dashes = Dash.allCases.filter { $0 != .solid }.map { dash in
    let lengths = dash.lengths.map { Digits.shortest($0) }.joined(separator: " ")
    return ".plot .\(dash.rawValue){stroke-dasharray:\(lengths);stroke-linecap:butt}"
  }.joined(separator: "\n")
}
