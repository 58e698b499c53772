package import Dynamics

/// What a page was made from, and what came of it: enough to tell that making it again would give the same.
package struct PageMemory: Sendable, Storable {
  /// A file that was read, and the digest of its bytes.
  package struct Input: Sendable, Equatable {
    package let path: String
    package let digest: String

    package init(path: String, digest: String) {
      self.path = path
      self.digest = digest
    }
  }

  /// The tool, and what the command was told: parameters, variant.
  package let settings: String
  package let inputs: [Input]
  /// The digest of the page.
  package let page: String
  package let entry: IndexPage.Entry
  /// What each result was a function of, by label.
  package let identities: [(label: String, identity: Identity)]

  package init(
    _ report: Report, page html: [UInt8], entry: IndexPage.Entry, settings: String, inputs: [Input]
  ) {
    self.settings = settings
    self.inputs = inputs
    page = SHA256.hex(html)
    self.entry = entry
    identities = report.computations.compactMap { item in item.label.map { ($0, item.identity) } }
  }

  package func store(in writer: inout ByteWriter) {
    writer.write(settings)
    writer.write(inputs.count)
    for input in inputs {
      writer.write(input.path)
      writer.write(input.digest)
    }
    writer.write(page)
    writer.write(entry)
    writer.write(identities.count)
    for (label, identity) in identities {
      writer.write(label)
      writer.write(identity)
    }
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    func count() throws(DamagedBytes) -> Int {
      let count = try reader.whole()
      guard (0...1_000_000).contains(count) else { throw DamagedBytes() }
      return count
    }
    settings = try reader.text()
    var inputs: [Input] = []
    for _ in 0..<(try count()) { inputs.append(Input(path: try reader.text(), digest: try reader.text())) }
    self.inputs = inputs
    page = try reader.text()
    entry = try reader.value()
    var identities: [(label: String, identity: Identity)] = []
    for _ in 0..<(try count()) { identities.append((try reader.text(), try reader.value())) }
    self.identities = identities
  }
}
