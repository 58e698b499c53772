package import Dynamics

/// What a computation is a function of, part by part: two computations with the same parts have the same result.
///
/// The parts are texts that a person can read, so that one can be told which of them changed.
package struct Identity: Sendable, Equatable {
  package struct Part: Sendable, Equatable {
    package let name: String
    package let text: String

    package init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }
  }

  /// Such as `solve`.
  package let kind: String
  package let parts: [Part]

  package init(_ kind: String, _ parts: [Part]) {
    self.kind = kind
    self.parts = parts
  }

  /// The SHA-256 digest of the parts, each with its length before it so that none runs into the next.
  package var key: String {
    var digest = SHA256()
    for text in [kind] + parts.flatMap({ [$0.name, $0.text] }) {
      digest.update(Array("\(text.utf8.count):".utf8))
      digest.update(Array(text.utf8))
    }
    return digest.hex
  }

  /// What tells two identities of one block apart, in words; empty where nothing does.
  package func changes(since old: Identity) -> [String] {
    guard kind == old.kind else { return ["it was a '\(old.kind)' and is a '\(kind)'"] }
    func text(_ identity: Identity, _ name: String) -> String? { identity.parts.first { $0.name == name }?.text }
    var changes: [String] = []
    for part in parts {
      guard let before = text(old, part.name) else {
        changes.append("\(part.name) is new: \(part.text)")
        continue
      }
      if before != part.text { changes.append("\(part.name) changed: \(before) → \(part.text)") }
    }
    for part in old.parts where text(self, part.name) == nil { changes.append("\(part.name) is gone") }
    return changes
  }
}

extension Identity: Storable {
  package func store(in writer: inout ByteWriter) {
    writer.write(kind)
    writer.write(parts)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    self.init(try reader.text(), try reader.values())
  }
}

extension Identity.Part: Storable {
  package func store(in writer: inout ByteWriter) {
    writer.write(name)
    writer.write(text)
  }

  package init(from reader: inout ByteReader) throws(DamagedBytes) {
    self.init(try reader.text(), try reader.text())
  }
}
