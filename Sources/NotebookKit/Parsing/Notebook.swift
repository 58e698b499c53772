package import Diagnostics

/// A notebook as it was written, without the parts that its variant leaves out.
package struct Notebook: Sendable {
  package let source: Source
  package let variant: Variant
  package let frontMatter: FrontMatter
  package let prose: Prose
  /// The notebook with nothing left out, where the variant leaves something out: numbers are counted in it, so that they
  /// agree in all variants. Nothing else of it is used.
  package let whole: Prose?
  package let bibliography: Bibliography
  /// What was read beside the notebook: included files, images, bibliographies.
  package let files: [ReadFile]
  /// The text that this variant is made of, for its digest.
  package let text: Fragment
  package let diagnostics: [Diagnostic]
  let surroundings: Surroundings

  /// Reads a notebook. It never fails: mistakes become diagnostics, and what is left still makes a page.
  ///
  /// - Parameters:
  ///   - files: what the notebook may read.
  ///   - variant: whom the page is for.
  ///   - limits: those given by the command, which go over those of the front matter.
  package init(
    parsing source: Source, files: Files = .none, variant: Variant = .instructor, limits: Limits = Limits()
  ) {
    var diagnostics: [Diagnostic] = []
    let (matter, firstLine) = FrontMatter.read(source, &diagnostics)
    let limits = matter.limits.overridden(by: limits)
    let surroundings = Surroundings(files.limited(to: limits), notebook: source)
    var assembly = Assembly(surroundings, variant)
    let text = assembly.text(of: source, from: firstLine)
    var reading = ProseReading(surroundings)
    reading.directives = Directive.catalogue.map(\.name)
    reading.isSmart = matter.isSmart
    reading.words = matter.words
    reading.nesting = limits[.nesting]
    var parser = ProseParser(text, reading)
    prose = parser.prose()
    if assembly.hasParts {
      var all = Assembly(surroundings, nil)
      let text = all.text(of: source, from: firstLine)
      reading.surroundings = .none
      var parser = ProseParser(text, reading)
      whole = parser.prose()
    } else {
      whole = nil
    }
    let (bibliography, found) = Bibliography.read(matter.bibliography, surroundings)
    self.source = source
    self.variant = variant
    self.text = text
    self.surroundings = surroundings
    self.bibliography = bibliography
    self.files = assembly.files + parser.files + bibliography.files
    frontMatter = matter
    self.diagnostics = diagnostics + assembly.diagnostics + prose.diagnostics + found
  }
}

extension Notebook {
  /// The SHA-256 digest of all that the page is made of: of the file alone where it is all.
  package var digest: String {
    if files.isEmpty, whole == nil { return SHA256.hex(source.bytes) }
    var bytes = Array("\(variant.rawValue)\n\(SHA256.hex(text.bytes))\n".utf8)
    if whole == nil { bytes += Array("\(SHA256.hex(source.bytes))\n".utf8) }
    for file in files { bytes += Array("\(file.path)\n\(SHA256.hex(file.bytes))\n".utf8) }
    return SHA256.hex(bytes)
  }
}
