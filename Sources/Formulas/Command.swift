/// What a name behind a backslash asks for.
enum Command: Sendable {
  case symbol(Symbol)
  case construction(Construction)
  /// A function by its name: `\sin`, `\lim`.
  case function(String, Atom.Limits)
  /// Space in mu.
  case space(Int)
  /// `\text` and its kin.
  case text(Typeface)
  /// `\big` and its kin: a delimiter of a size, by itself or of a kind.
  case sized(Size, Atom.Kind)
  /// `\rm`: an alphabet for the rest of the group.
  case alphabet(Alphabet)
  /// `\displaystyle`: a style for the rest of the group.
  case style(MathStyle)
  /// A relation with a thick space on both sides: `\iff`.
  case spacedRelation(Symbol)
  case word(Word)

  enum Size: Sendable {
    case big
    case ems(String)
  }

  /// The commands that have a grammar of their own.
  enum Word: Sendable {
    case left, right, middle, begin, end, newLine, horizontalRule, limits, noLimits
    case substack, horizontalSpace, prime, dots, binaryModulo
    /// Accepted and without effect: `\nonumber`.
    case nothing
  }

  /// Whether the command can only stand between pieces, never as an argument.
  var standsBetweenPieces: Bool {
    switch self {
    case .alphabet, .style: true
    case .word(let word):
      switch word {
      case .right, .middle, .end, .newLine, .horizontalRule, .limits, .noLimits: true
      case .left, .begin, .substack, .horizontalSpace, .prime, .dots, .binaryModulo, .nothing: false
      }
    case .symbol, .construction, .function, .space, .text, .sized, .spacedRelation: false
    }
  }
}

extension Command {
  static let named: [String: Command] = {
    var commands = others
    for (name, symbol) in Symbols.named { commands[name] = .symbol(symbol) }
    for (name, construction) in Constructions.named { commands[name] = .construction(construction) }
    for name in functions.split(separator: " ") { commands[String(name)] = .function(String(name), .beside) }
    for name in functionsWithLimits.split(separator: " ") {
      commands[String(name)] = .function(String(name), .inDisplay)
    }
    return commands
  }()

  /// All of them as they are written, in order.
  static let names = named.keys.sorted().map { "\\\($0)" }

  /// Those that have a second form with a star.
  static let starred: Set<String> = ["operatorname", "hspace", "tag"]

  private static let functions = """
    sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth exp log ln lg dim ker hom deg arg
    """

  private static let functionsWithLimits = "lim max min sup inf det gcd Pr"

  private static let others: [String: Command] = [
    "limsup": .function("lim\u{2009}sup", .inDisplay), "liminf": .function("lim\u{2009}inf", .inDisplay),
    "argmax": .function("arg\u{2009}max", .inDisplay), "argmin": .function("arg\u{2009}min", .inDisplay),

    ",": .space(3), "thinspace": .space(3), ":": .space(4), ">": .space(4), "medspace": .space(4), ";": .space(5),
    "thickspace": .space(5), " ": .space(6), "nobreakspace": .space(6), "enspace": .space(9), "enskip": .space(9),
    "quad": .space(18), "qquad": .space(36), "!": .space(-3), "negthinspace": .space(-3), "negmedspace": .space(-4),
    "negthickspace": .space(-5),

    "text": .text(.plain), "textrm": .text(.plain), "textnormal": .text(.plain), "textup": .text(.plain),
    "mbox": .text(.plain), "hbox": .text(.plain), "textbf": .text(.bold), "textit": .text(.italic),
    "emph": .text(.italic), "textsl": .text(.italic), "textsf": .text(.sansSerif), "texttt": .text(.monospace),

    "big": .sized(.big, .ordinary), "bigl": .sized(.big, .opening), "bigr": .sized(.big, .closing),
    "bigm": .sized(.big, .relation), "Big": .sized(.ems("1.8em"), .ordinary), "Bigl": .sized(.ems("1.8em"), .opening),
    "Bigr": .sized(.ems("1.8em"), .closing), "Bigm": .sized(.ems("1.8em"), .relation),
    "bigg": .sized(.ems("2.4em"), .ordinary), "biggl": .sized(.ems("2.4em"), .opening),
    "biggr": .sized(.ems("2.4em"), .closing), "biggm": .sized(.ems("2.4em"), .relation),
    "Bigg": .sized(.ems("3em"), .ordinary), "Biggl": .sized(.ems("3em"), .opening),
    "Biggr": .sized(.ems("3em"), .closing), "Biggm": .sized(.ems("3em"), .relation),

    "rm": .alphabet(.upright), "bf": .alphabet(.bold), "it": .alphabet(.italic), "sf": .alphabet(.sansSerif),
    "tt": .alphabet(.monospace), "cal": .alphabet(.script), "displaystyle": .style(.display),
    "textstyle": .style(.text), "scriptstyle": .style(.script), "scriptscriptstyle": .style(.scriptScript),

    "iff": .spacedRelation(Symbol(text: "⟺", sort: .relation)),
    "implies": .spacedRelation(Symbol(text: "⟹", sort: .relation)),
    "impliedby": .spacedRelation(Symbol(text: "⟸", sort: .relation)),

    "left": .word(.left), "right": .word(.right), "middle": .word(.middle), "begin": .word(.begin),
    "end": .word(.end), "\\": .word(.newLine), "cr": .word(.newLine), "hline": .word(.horizontalRule),
    "limits": .word(.limits), "nolimits": .word(.noLimits), "substack": .word(.substack),
    "hspace": .word(.horizontalSpace), "hspace*": .word(.horizontalSpace), "mspace": .word(.horizontalSpace),
    "prime": .word(.prime), "dots": .word(.dots), "bmod": .word(.binaryModulo), "nonumber": .word(.nothing),
    "notag": .word(.nothing), "displaylimits": .word(.nothing), "relax": .word(.nothing), "-": .word(.nothing),
  ]
}
