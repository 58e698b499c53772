/// The symbols by the names TeX and AMS give them, and by themselves.
enum Symbols {
  /// Each name stands before what it prints; the name of an escaped character is that character.
  static let named: [String: Symbol] = {
    var symbols: [String: Symbol] = [:]
    for (sort, table) in tables { read(table, as: sort) { symbols[$0] = $1 } }
    return symbols
  }()

  /// What may be typed as it is: the characters of the keyboard, and every symbol above.
  static let typed: [Unicode.Scalar: Symbol] = {
    var symbols: [Unicode.Scalar: Symbol] = [:]
    for (sort, table) in keyboard {
      read(table, as: sort) { name, symbol in
        if let scalar = name.unicodeScalars.first { symbols[scalar] = symbol }
      }
    }
    for (sort, table) in tables {
      read(table, as: sort) { _, symbol in
        guard let scalar = symbol.text.unicodeScalars.first, scalar.value > 0x7F, symbols[scalar] == nil else { return }
        symbols[scalar] = symbol
      }
    }
    return symbols
  }()

  private static func read(_ table: String, as sort: Symbol.Sort, _ take: (String, Symbol) -> Void) {
    var name: Substring?
    for word in table.utf8.split(whereSeparator: { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\n") }) {
      if let known = name {
        take(String(known), Symbol(text: String(Substring(word)), sort: sort))
        name = nil
      } else {
        name = Substring(word)
      }
    }
  }

  private static let keyboard: [(Symbol.Sort, String)] = [
    (.binary, "+ + - − * ∗ · ⋅ • ∙"), (.relation, "= = < < > > : :"), (.punctuation, ", , ; ;"),
    (.opening, "( ( [ ["), (.closing, ") ) ] ] ! ! ? ?"), (.bar, "| | ‖ ‖"), (.ordinary, "/ / . . @ @ \" ″ ` ‘ % %"),
    (.letter, "µ μ Ω Ω ∆ Δ"),
  ]

  private static let tables: [(Symbol.Sort, String)] = [
    (.letter, letters), (.ordinary, ordinary), (.binary, binary), (.relation, relations), (.relation, negations),
    (.relation, arrows), (.largeOperator, largeOperators), (.integral, integrals), (.opening, opening),
    (.closing, closing), (.bar, "| ‖ Vert ‖ vert |"), (.punctuation, "colon :"), (.inner, dots),
  ]

  private static let letters = """
    alpha α beta β gamma γ delta δ epsilon ϵ varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ varkappa ϰ
    lambda λ mu μ nu ν xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi ϕ varphi φ
    chi χ psi ψ omega ω digamma ϝ partial ∂ nabla ∇ imath ı jmath ȷ
    Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Zeta Ζ Eta Η Theta Θ Iota Ι Kappa Κ Lambda Λ Mu Μ Nu Ν Xi Ξ Omicron Ο
    Pi Π Rho Ρ Sigma Σ Tau Τ Upsilon Υ Phi Φ Chi Χ Psi Ψ Omega Ω
    """

  private static let ordinary = """
    infty ∞ hbar ℏ hslash ℏ ell ℓ Re ℜ Im ℑ aleph ℵ beth ℶ gimel ℷ daleth ℸ wp ℘ forall ∀ exists ∃ nexists ∄
    emptyset ∅ varnothing ∅ top ⊤ bot ⊥ angle ∠ measuredangle ∡ sphericalangle ∢ triangle △ square □ Box □
    blacksquare ■ lozenge ◊ blacklozenge ⧫ Diamond ◇ diamondsuit ♢ heartsuit ♡ clubsuit ♣ spadesuit ♠ bigstar ★
    blacktriangle ▲ flat ♭ natural ♮ sharp ♯ neg ¬ lnot ¬ surd √ backprime ‵ backslash \\ degree ° checkmark ✓
    complement ∁ mho ℧ eth ð Finv Ⅎ S § P ¶ pounds £ copyright © circledR ® % % # # & & $ $ _ _
    """

  private static let binary = """
    pm ± mp ∓ times × div ÷ cdot ⋅ centerdot ⋅ ast ∗ star ⋆ circ ∘ bullet ∙ cap ∩ cup ∪ uplus ⊎ sqcap ⊓ sqcup ⊔
    wedge ∧ land ∧ vee ∨ lor ∨ setminus ∖ smallsetminus ∖ wr ≀ diamond ⋄ bigtriangleup △ bigtriangledown ▽
    triangleleft ◁ triangleright ▷ lhd ⊲ rhd ⊳ unlhd ⊴ unrhd ⊵ bigcirc ◯ oplus ⊕ ominus ⊖ otimes ⊗ oslash ⊘ odot ⊙
    dagger † ddagger ‡ amalg ⨿ ltimes ⋉ rtimes ⋊ leftthreetimes ⋋ rightthreetimes ⋌ boxplus ⊞ boxminus ⊟ boxtimes ⊠
    boxdot ⊡ Cap ⋒ Cup ⋓ barwedge ⊼ veebar ⊻ curlywedge ⋏ curlyvee ⋎ circledast ⊛ circledcirc ⊚ circleddash ⊝
    dotplus ∔ divideontimes ⋇ intercal ⊺
    """

  private static let relations = """
    lt < gt > le ≤ leq ≤ ge ≥ geq ≥ leqslant ⩽ geqslant ⩾ leqq ≦ geqq ≧ ll ≪ gg ≫ lll ⋘ ggg ⋙ lesssim ≲ gtrsim ≳
    lessapprox ⪅ gtrapprox ⪆ lessgtr ≶ gtrless ≷ eqslantless ⪕ eqslantgtr ⪖ lessdot ⋖ gtrdot ⋗
    equiv ≡ sim ∼ thicksim ∼ simeq ≃ approx ≈ thickapprox ≈ approxeq ≊ cong ≅ asymp ≍ doteq ≐ doteqdot ≑ Doteq ≑
    triangleq ≜ coloneqq ≔ coloneq ≔ eqqcolon ≕ eqcirc ≖ circeq ≗ bumpeq ≏ Bumpeq ≎ backsim ∽ backsimeq ⋍ eqsim ≂
    propto ∝ varpropto ∝ prec ≺ succ ≻ preceq ⪯ succeq ⪰ preccurlyeq ≼ succcurlyeq ≽ precsim ≾ succsim ≿
    in ∈ ni ∋ owns ∋ subset ⊂ supset ⊃ subseteq ⊆ supseteq ⊇ subseteqq ⫅ supseteqq ⫆ Subset ⋐ Supset ⋑
    sqsubset ⊏ sqsupset ⊐ sqsubseteq ⊑ sqsupseteq ⊒ mid ∣ parallel ∥ perp ⊥ vdash ⊢ dashv ⊣ models ⊨ vDash ⊨
    Vdash ⊩ Vvdash ⊪ smile ⌣ frown ⌢ smallsmile ⌣ smallfrown ⌢ bowtie ⋈ Join ⋈ between ≬ pitchfork ⋔
    vartriangleleft ⊲ vartriangleright ⊳ trianglelefteq ⊴ trianglerighteq ⊵ therefore ∴ because ∵ multimap ⊸
    """

  private static let negations = """
    ne ≠ neq ≠ notin ∉ nsim ≁ ncong ≇ nleq ≰ ngeq ≱ nless ≮ ngtr ≯ nprec ⊀ nsucc ⊁ npreceq ⋠ nsucceq ⋡
    nsubseteq ⊈ nsupseteq ⊉ subsetneq ⊊ supsetneq ⊋ nmid ∤ nparallel ∦ nvdash ⊬ nvDash ⊭ lneq ⪇ gneq ⪈ lneqq ≨ gneqq ≩
    nleftarrow ↚ nrightarrow ↛ nleftrightarrow ↮ nLeftarrow ⇍ nRightarrow ⇏ nLeftrightarrow ⇎
    ntriangleleft ⋪ ntriangleright ⋫
    """

  private static let arrows = """
    to → rightarrow → gets ← leftarrow ← leftrightarrow ↔ uparrow ↑ downarrow ↓ updownarrow ↕ Rightarrow ⇒ Leftarrow ⇐
    Leftrightarrow ⇔ Uparrow ⇑ Downarrow ⇓ Updownarrow ⇕ mapsto ↦ longmapsto ⟼ longrightarrow ⟶ longleftarrow ⟵
    longleftrightarrow ⟷ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ hookrightarrow ↪ hookleftarrow ↩
    nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ rightharpoonup ⇀ rightharpoondown ⇁ leftharpoonup ↼ leftharpoondown ↽
    upharpoonright ↾ restriction ↾ upharpoonleft ↿ downharpoonright ⇂ downharpoonleft ⇃ rightleftharpoons ⇌
    leftrightharpoons ⇋ rightrightarrows ⇉ leftleftarrows ⇇ rightleftarrows ⇄ leftrightarrows ⇆ upuparrows ⇈
    downdownarrows ⇊ rightsquigarrow ⇝ leadsto ⇝ leftrightsquigarrow ↭ twoheadrightarrow ↠ twoheadleftarrow ↞
    rightarrowtail ↣ leftarrowtail ↢ curvearrowright ↷ curvearrowleft ↶ circlearrowright ↻ circlearrowleft ↺
    dashrightarrow ⇢ dashleftarrow ⇠ looparrowright ↬ looparrowleft ↫ Lsh ↰ Rsh ↱ Rrightarrow ⇛ Lleftarrow ⇚
    """

  private static let largeOperators = """
    sum ∑ prod ∏ coprod ∐ bigcup ⋃ bigcap ⋂ bigvee ⋁ bigwedge ⋀ bigoplus ⨁ bigotimes ⨂ bigodot ⨀ biguplus ⨄ bigsqcup ⨆
    """

  private static let integrals = "int ∫ iint ∬ iiint ∭ iiiint ⨌ oint ∮ oiint ∯ oiiint ∰ smallint ∫"

  private static let opening = """
    { { lbrace { langle ⟨ lfloor ⌊ lceil ⌈ lbrack [ lvert | lVert ‖ llbracket ⟦ ulcorner ⌜ llcorner ⌞ lgroup ⟮
    """

  private static let closing = """
    } } rbrace } rangle ⟩ rfloor ⌋ rceil ⌉ rbrack ] rvert | rVert ‖ rrbracket ⟧ urcorner ⌝ lrcorner ⌟ rgroup ⟯
    """

  private static let dots = "ldots … cdots ⋯ vdots ⋮ ddots ⋱ iddots ⋰ adots ⋰ dotsc … dotsb ⋯ dotsm ⋯ dotsi ⋯ dotso …"
}
