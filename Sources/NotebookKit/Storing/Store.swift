import Dynamics

/// Results of earlier runs, by what they are a function of: handed in by whoever runs a notebook, as files are.
///
/// What is found is believed only as a whole: an entry that cannot be read to its end is computed again.
package struct Store: Sendable {
  /// The bytes kept under a key, or nothing.
  private let read: @Sendable (String) -> [UInt8]?
  private let write: @Sendable (String, [UInt8]) -> Void
  /// Which build of the tool computes, and with which library.
  private let engine: String
  /// An identity that stands for another.
  private var known: (of: Identity, as: Identity)?

  package init(
    engine: String, read: @escaping @Sendable (String) -> [UInt8]?,
    write: @escaping @Sendable (String, [UInt8]) -> Void
  ) {
    self.engine = engine
    self.read = read
    self.write = write
  }

  /// Keeps nothing.
  package static let none = Store(engine: "", read: { _ in nil }, write: { _, _ in })

  /// The identity with the engine as a part of it.
  func full(_ identity: Identity) -> Identity {
    let identity = known.map { identity == $0.of ? $0.as : identity } ?? identity
    return Identity(identity.kind, identity.parts + [Identity.Part("version of the tool", engine)])
  }

  /// The same, where what belongs to one identity is kept as what belongs to another, which was known before the run.
  func keeping(_ identity: Identity, as other: Identity) -> Store {
    var store = self
    store.known = (identity, other)
    return store
  }

  /// What a long computation had come to when it last said so.
  func checkpoint(_ identity: Identity) -> [UInt8]? { read(full(identity).key) }

  func keep(_ bytes: [UInt8], as identity: Identity) { write(full(identity).key, bytes) }

  /// Whether there is a result for this identity. It may yet turn out to be damaged.
  package func holds(_ identity: Identity) -> Bool { read(full(identity).key) != nil }

  /// What was computed before for this identity; else computes and keeps it.
  ///
  /// - Parameter keeps: whether a result is one that the computation gives as it is asked for now: others are neither kept
  ///   nor taken up.
  func value<Value: Storable>(
    _ identity: Identity, keeps: (Value) -> Bool = { _ in true }, compute: () -> Value
  ) -> (value: Value, isReused: Bool) {
    let key = full(identity).key
    if let bytes = read(key) {
      var reader = ByteReader(bytes)
      if let value = try? reader.value(Value.self), reader.isAtEnd, keeps(value) { return (value, true) }
    }
    let value = compute()
    if keeps(value) {
      var writer = ByteWriter()
      writer.write(value)
      write(key, writer.bytes)
    }
    return (value, false)
  }
}
