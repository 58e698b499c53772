import Dynamics
import Expressions

/// The reference of the language, as a notebook: made from the catalogues, so that it is never out of date.
package enum ReferencePage {
  package static var markdown: String {
    var text = """
      ---
      title: Reference
      abstract: |
        Every directive, solver, model, plot and measure, with its keys. This page is made from the tool's own catalogues
        by `notebook reference`.
      ---

      # Directives {#directives}

      A directive is a fenced block whose first line is ` ```yaml {name #label} `. Its body is `key: value` lines. A label is
      small letters, digits and hyphens; it names the result for later blocks, for `{{ formulas }}` and for `@references`.
      A parameter of the front matter is `params.x` in a block and `{{ params.x }}` in prose.


      """
    for directive in Directive.catalogue {
      text += "## `\(directive.name)` {#\(directive.name)-block}\n\n\(sentence(directive.summary))\n\n"
      text += list(directive.parameters) + "\n"
      for part in directive.parts { text += "\(part.title) has:\n\n" + list(part.parameters) + "\n" }
    }
    text +=
      "# Front matter {#front-matter}\n\nBetween two lines `---` at the top of a notebook.\n\n" + list(FrontMatter.keys)
      + "\n"
    text += prose
    text += ReferenceFormulas.markdown + "# Kinds of figures {#plot-kinds}\n\nThe `kind` of a `plot`.\n\n"
    for kind in PlotKind.catalogue { text += "- `\(kind.name)`: \(kind.summary)\n" }
    text += "\n"
    text += "# Solvers {#solvers}\n\n"
    for method in Method.catalogue {
      let aliases =
        method.aliases.isEmpty ? "" : " (also " + method.aliases.map { "`\($0)`" }.joined(separator: ", ") + ")"
      text += "- `\(method.name)`\(aliases): \(method.title), \(method.orderText). $\(method.formula)$"
      text += method.stability.isEmpty ? "" : ", $R(z) = \(method.stability)$"
      text += ". \(method.source).\n"
    }
    text += "\n# Models {#models}\n\n"
    for model in BuiltInModel.catalogue {
      text += "- `\(model.name)`: \(model.title). \(model.source)."
      if !model.presets.isEmpty {
        text += " Presets " + model.presets.map { "`\($0.name)`" }.joined(separator: ", ") + "."
      }
      text += "\n"
    }
    text += "\n# Measures {#measures}\n\nColumns of `compare`, and queries under the same name.\n\n"
    for measure in Measure.catalogue { text += "- `\(measure.name)`: \(measure.meaning)\n" }
    text += "\n# Measures of networks {#network-measures}\n\n\(networkMeasures)\n\n"
    for measure in PopulationMeasure.catalogue { text += "- `\(measure.name)`: \(measure.meaning)\n" }
    text += "\n# Measures of a sweep {#sweep-measures}\n\n\(sweepMeasures)\n\n"
    for query in SweepValues.shape(nil, place: nil).queries { text += "- `\(query.name)`: \(query.meaning)\n" }
    return text + "\n" + ReferenceQueries.markdown
  }

  /// What prose holds beside CommonMark.
  private static let prose = """
    # Prose {#prose}

    Prose is CommonMark, without raw HTML, and with these forms. A bar inside a cell of a table is written `\\|`, also in code.

    | form | is |
    |---|---|
    | `$x$`, `` $`x`$ ``, `$$ x $$ {#label}`, ` ```math {#label} ` | a formula in TeX; with a label it is numbered |
    | `{{ expression:format }}` | a value, over parameters and results; formats are `.3f`, `.2e`, `.4g`, `d` and, for shares, `.1%`, and with a unit behind, `.3f mg/L` or `mg/L` alone, it is converted and printed with that |
    | `@label`, `[text](#label)` | a reference: "Figure 3", "Table 2", "Equation 1", "Section 4" |
    | `[text](other.md)` | a link to the page of another notebook |
    | `[see @key, p. 3; @other]`, `@key`, `[-@key]` | a citation from the bibliography, the last with the year alone; a label of the same name comes first |
    | `## Title {#label}` | a heading with an id of the author's |
    | `[^note]`, `[^note]: text` | a footnote; further paragraphs of its text are indented by four spaces |
    | `\\| a \\| b \\|`, `\\|:--\\|--:\\|` | a table: names, dashes with the alignment, rows |
    | `: caption {#label}` behind a blank line below a table | its caption, which gives the table a number |
    | `> [!NOTE]` | a box: NOTE, TIP, IMPORTANT, WARNING or CAUTION; the text follows in the quote |
    | `- [ ]`, `- [x]` | a task |
    | `![what it shows](images/file.png)` | an image (PNG, JPEG, GIF, WebP, SVG), which becomes part of the page |
    | `![caption](images/file.png){#label width=60%}` on a line of its own | a figure with a number, in a part of the text's width; label or width may be left out |
    | `<!-- include: parts/file.md -->` | another file, relative to the one that names it, below the project's folder |
    | `<!-- solution -->`, `<!-- /solution -->` | a part that the student's page leaves out (`--variant student`) |
    | `<!-- student -->`, `<!-- /student -->` | a part that only the student's page has |

    The marks of parts and includes stand alone on their lines, in lists and quotes too.


    """

  private static let networkMeasures =
    "Columns of a `sweep` of a network, and queries under the same name: of all neurons as `net.rate`, and of a population as `net.e.rate`."
  private static let sweepMeasures =
    "At one point a measure is a number: `fi.rate(I = 200)`, `seeds.e.rate(seed = 3)`. Of several points, or of all, one asks for what sums them up: `seeds.e.rate.mean`, `fi.rate(b = 2).max`."

  private static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() + "." }

  private static func list(_ parameters: [any AnyParameter]) -> String {
    parameters.map { parameter in
      let standard = parameter.standardText.map { "; `\($0)` if not given" } ?? ""
      let need = parameter.isRequired ? ", required" : ""
      return "- `\(parameter.name)` (\(parameter.kindName)\(need)): \(parameter.meaning)\(standard)\n"
    }.joined()
  }
}
