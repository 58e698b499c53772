extension Formula {
  /// The style sheet for formulas: the fonts, and what MathML Core leaves to style sheets.
  ///
  /// - `mtable.aligned`, `.gathered`, `.cases`, `.matrix`, `.array`, `.substack`: how close lines and columns stand;
  /// - `mtd.l`, `.r`: cells to the left and to the right; `.bar`, `.bar-after`: a line beside a cell;
  /// - `mtr.rule`, `.rule-below`: a line across;
  /// - `mrow.overline`, `.underline`, `.boxed`, `.cancel`, `.cancel-back`, `.cancel-both`: what is drawn on a piece;
  /// - `mo.slanted`: an accent on a letter in italics;
  /// - `mspace.back-3`, `.back-4`, `.back-5`: negative space, in eighteenths of an em;
  /// - `mtext.bold`, `.italic`, `.sans`, `.mono`, and `.bold` on signs;
  /// - `merror`: TeX that was not understood.
  ///
  /// The shadow that nobody sees tells Chromium how far a brace or an arrow reaches that it has stretched: without it,
  /// what lies in another tile of the screen than the brace's middle may not be painted.
  ///
  /// Everything is drawn in the colour of the text, so that it serves light, dark and print alike. A formula in display
  /// is as wide as it is: the page decides whether it scrolls.
  package static let style = """
    math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "Libertinus Math", "XITS Math",
      "TeX Gyre Termes Math", "DejaVu Math TeX Gyre", "Noto Sans Math", math; }
    math mtable { border-collapse: collapse; }
    math mtd { padding: 0 0.5em; }
    math mtd:first-child { padding-left: 0; }
    math mtd:last-child { padding-right: 0; }
    math mtd.l { text-align: left; text-align: -webkit-left; }
    math mtd.r { text-align: right; text-align: -webkit-right; }
    math mtable.aligned > mtr > mtd, math mtable.gathered > mtr > mtd { padding: 0.15em 0; }
    math mtable.aligned > mtr > mtd.l + mtd.r { padding-left: 2em; }
    math mtable.cases > mtr > mtd { padding: 0.12em 0; }
    math mtable.cases > mtr > mtd + mtd { padding-left: 1em; }
    math mtable.array > mtr > mtd { padding: 0.1em 0.5em; }
    math mtable.substack > mtr > mtd { padding: 0; }
    math mover[accent="true"] > mo { padding-bottom: 0.08em; }
    math munder[accentunder="true"] > mo { padding-top: 0.08em; }
    math mover > mo[stretchy="true"], math munder > mo[stretchy="true"],
      math munderover > mo[stretchy="true"] { box-shadow: 0 0 0 20em transparent; }
    math mo.slanted { position: relative; left: 0.06em; }
    math mtd.bar { border-left: 0.05em solid; }
    math mtd.bar-after { border-right: 0.05em solid; }
    math mtr.rule > mtd { border-top: 0.05em solid; }
    math mtr.rule-below > mtd { border-bottom: 0.05em solid; }
    math mrow.overline { border-top: 0.06em solid; padding-top: 0.12em; }
    math mrow.underline { border-bottom: 0.06em solid; padding-bottom: 0.12em; }
    math mrow.boxed { border: 0.06em solid; padding: 0.3em; }
    math mrow.cancel, math mrow.cancel-back, math mrow.cancel-both { print-color-adjust: exact; --line: transparent
      calc(50% - 0.03em), currentColor calc(50% - 0.03em), currentColor calc(50% + 0.03em), transparent
      calc(50% + 0.03em); }
    math mrow.cancel { background: linear-gradient(to bottom right, var(--line)); }
    math mrow.cancel-back { background: linear-gradient(to top right, var(--line)); }
    math mrow.cancel-both { background: linear-gradient(to bottom right, var(--line)),
      linear-gradient(to top right, var(--line)); }
    math mspace.back-3 { margin-left: -0.1667em; }
    math mspace.back-4 { margin-left: -0.2222em; }
    math mspace.back-5 { margin-left: -0.2778em; }
    math .bold { font-weight: bold; }
    math mtext.italic { font-style: italic; }
    math mtext.sans { font-family: sans-serif; }
    math mtext.mono { font-family: monospace; }
    math merror { border: 0.06em solid; padding: 0.1em; background: none; }
    """
}
