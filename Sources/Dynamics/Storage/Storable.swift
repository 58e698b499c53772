/// A result that can be put away as bytes and taken out again, bit for bit.
package protocol Storable {
  func store(in writer: inout ByteWriter)
  /// Throws where the bytes are not what ``store(in:)`` wrote.
  init(from reader: inout ByteReader) throws(DamagedBytes)
}

/// Bytes that do not hold what they should.
package struct DamagedBytes: Error {
  package init() {}
}

/// Values one after the other, in the order of the machine's bytes (little-endian on all that we run on).
package struct ByteWriter: Sendable {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  package mutating func write(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: Int) { write(UInt64(bitPattern: Int64(value))) }
  package mutating func write(_ value: Bool) { bytes.append(value ? 1 : 0) }
  package mutating func write(_ value: Double) { write(value.bitPattern) }

  package mutating func write(_ values: [Double]) {
    write(values.count)
    values.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ text: String) {
    write(text.utf8.count)
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func write(_ value: some Storable) { value.store(in: &self) }

  package mutating func write(_ values: [some Storable]) {
    write(values.count)
    for value in values { value.store(in: &self) }
  }

  package mutating func write(_ value: Double?) {
    write(value != nil)
    if let value { write(value) }
  }
}

/// Reads what a ``ByteWriter`` wrote.
package struct ByteReader: Sendable {
  private let bytes: [UInt8]
  private var place = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var isAtEnd: Bool { place == bytes.count }

  private mutating func take(_ count: Int) throws(DamagedBytes) -> Range<Int> {
    guard count >= 0, count <= bytes.count - place else { throw DamagedBytes() }
    defer { place += count }
    return place..<place + count
  }

  package mutating func word() throws(DamagedBytes) -> UInt64 {
    let range = try take(8)
    return bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: range.lowerBound, as: UInt64.self))
    }
  }

  package mutating func whole() throws(DamagedBytes) -> Int { Int(Int64(bitPattern: try word())) }
  package mutating func number() throws(DamagedBytes) -> Double { Double(bitPattern: try word()) }

  package mutating func flag() throws(DamagedBytes) -> Bool {
    switch bytes[try take(1).lowerBound] {
    case 0: return false
    case 1: return true
    default: throw DamagedBytes()
    }
  }

  /// How many values follow, each of at least `size` bytes.
  private mutating func count(of size: Int) throws(DamagedBytes) -> Int {
    let count = try whole()
    guard count >= 0, count <= (bytes.count - place) / size else { throw DamagedBytes() }
    return count
  }

  package mutating func numbers() throws(DamagedBytes) -> [Double] {
    let count = try count(of: 8)
    let range = try take(8 * count)
    return [Double](unsafeUninitializedCapacity: count) { buffer, filled in
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[range]))
      }
      filled = count
    }
  }

  package mutating func text() throws(DamagedBytes) -> String {
    let count = try count(of: 1)
    guard let text = String(validating: bytes[try take(count)], as: UTF8.self) else { throw DamagedBytes() }
    return text
  }

  package mutating func value<Value: Storable>(_ type: Value.Type = Value.self) throws(DamagedBytes) -> Value {
    try Value(from: &self)
  }

  package mutating func values<Value: Storable>(_ type: Value.Type = Value.self) throws(DamagedBytes) -> [Value] {
    let count = try count(of: 1)
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count { values.append(try Value(from: &self)) }
    return values
  }

  package mutating func optionalNumber() throws(DamagedBytes) -> Double? { try flag() ? try number() : nil }
}
