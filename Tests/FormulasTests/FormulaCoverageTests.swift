import Diagnostics
import Formulas
import Testing

/// Every command that the reference promises, in the least that makes sense around it.
@Suite struct FormulaCoverageTests {
  private func expectNoComplaint(_ tex: String) {
    for isDisplay in [true, false] {
      let formula = Formula(tex: Fragment(tex, path: "f"), isDisplay: isDisplay)
      #expect(formula.diagnostics.map(\.message) == [], "\(tex)")
    }
  }

  @Test func symbols() {
    let names = """
      alpha beta gamma delta epsilon varepsilon zeta eta theta vartheta iota kappa varkappa lambda mu nu xi omicron pi
      varpi rho varrho sigma varsigma tau upsilon phi varphi chi psi omega Gamma Delta Theta Lambda Xi Pi Sigma Upsilon
      Phi Psi Omega le leq ge geq ll gg ne neq equiv sim simeq approx cong propto prec succ preceq succeq in ni notin
      subset supset subseteq supseteq subsetneq sqsubseteq mid parallel perp vdash dashv models asymp doteq triangleq
      coloneqq lesssim gtrsim to gets mapsto leftarrow rightarrow leftrightarrow Leftarrow Rightarrow Leftrightarrow
      longleftarrow longrightarrow longmapsto Longrightarrow Longleftrightarrow iff implies impliedby hookrightarrow
      hookleftarrow rightharpoonup leftharpoondown rightleftharpoons leadsto uparrow downarrow updownarrow Uparrow
      nearrow searrow pm mp times div cdot ast star circ bullet cap cup uplus wedge vee land lor setminus oplus ominus
      otimes oslash odot dagger ddagger amalg ldots cdots vdots ddots dots dotsb dotsc partial nabla infty hbar ell Re Im
      aleph wp forall exists nexists emptyset varnothing neg lnot top bot angle triangle square prime backslash surd
      sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg det dim ker hom deg arg gcd Pr lim
      max min sup inf limsup liminf sum prod coprod int iint iiint oint bigcup bigcap bigoplus bigotimes bigvee bigwedge
      langle rangle lfloor rfloor lceil rceil lvert rvert lVert rVert vert Vert lbrace rbrace quad qquad enspace
      thinspace medspace thickspace negthinspace bmod colon displaystyle textstyle scriptstyle imath jmath nonumber
      """
    for name in names.split(whereSeparator: \.isWhitespace) { expectNoComplaint("a \\\(name) b") }
    for sign in [",", ":", ";", "!", " ", "{", "}", "|", "%", "#", "&", "$", "_", ">"] {
      expectNoComplaint("a \\\(sign) b")
    }
  }

  @Test func commandsWithArguments() {
    let names = """
      sqrt hat widehat bar overline underline tilde widetilde vec dot ddot dddot check breve acute grave mathring
      overrightarrow overleftarrow overbrace underbrace boxed cancel bcancel phantom hphantom vphantom smash mathrm mathbf
      mathit mathsf mathtt mathbb mathcal mathscr mathfrak mathnormal boldsymbol bm operatorname operatorname* mathop
      mathbin mathrel mathord mathopen mathclose mathpunct mathinner pmod mod pod xrightarrow xleftarrow text textrm
      textbf textit texttt textsf mbox emph not substack
      """
    for name in names.split(whereSeparator: \.isWhitespace) {
      expectNoComplaint("a \\\(name){x} b")
      expectNoComplaint("a^{\\\(name){x}}_{\\\(name){x}}")
    }
    for name in ["frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom", "overset", "underset", "stackrel"] {
      expectNoComplaint("a \\\(name){x}{y} b")
      expectNoComplaint("a \\\(name) x y b")
      expectNoComplaint("a^\\\(name) x y")
    }
    for tex in [
      #"\sqrt[3]{x}"#, #"\sqrt [n] x"#, #"\xrightarrow[a]{b}"#, #"\cfrac[l]{1}{2}"#, #"\hspace{1em}"#,
      #"\hspace*{2 pt}"#, #"\mspace{18mu}"#, #"\sum\limits_i"#, #"\int\nolimits_a"#,
    ] { expectNoComplaint(tex) }
  }

  @Test(arguments: [
    "matrix", "pmatrix", "bmatrix", "Bmatrix", "vmatrix", "Vmatrix", "smallmatrix", "cases", "dcases", "rcases",
    "aligned", "align", "align*", "split", "array}{lr", "array}{|c|c|",
  ])
  func environmentsWithColumns(name: String) {
    let end = name.prefix { $0 != "}" }
    expectNoComplaint(#"x = \begin{\#(name)} a & b \\ c & d \\[2pt] & \\ \end{\#(end)}"#)
  }

  @Test(arguments: ["gathered", "gather", "gather*", "subarray}{c"])
  func environmentsWithoutColumns(name: String) {
    let end = name.prefix { $0 != "}" }
    expectNoComplaint(#"\begin{\#(name)} a \\ \hline b \end{\#(end)}"#)
  }

  @Test(arguments: [
    "(", ")", "[", "]", "|", "/", ".", "<", ">", "\\{", "\\}", "\\|", "\\langle", "\\rangle",
    "\\lfloor", "\\rceil", "\\lvert", "\\rVert", "\\vert", "\\Vert", "\\uparrow", "\\backslash",
  ])
  func delimiters(sign: String) {
    expectNoComplaint(#"\left\#(sign) a \middle\#(sign) b \right\#(sign)"#)
    for size in ["big", "Big", "bigg", "Bigg"] {
      for side in ["", "l", "m", "r"] { expectNoComplaint(#"a \\#(size)\#(side)\#(sign) b"#) }
    }
  }
}
