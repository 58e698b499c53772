/// Numbers to bytes, little-endian, with a checksum at the end.
struct SealedWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write(_ number: UInt64) {
    for shift in stride(from: 0, to: 64, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt64(shift))) }
  }

  mutating func write(_ numbers: [Double]) {
    bytes.reserveCapacity(bytes.count + 8 * numbers.count + 16)
    write(UInt64(numbers.count))
    for number in numbers { write(number.bitPattern) }
  }

  /// All bytes, then their digest.
  var sealed: [UInt8] {
    var sealed = self
    sealed.write(Self.digest(bytes))
    return sealed.bytes
  }

  /// FNV-1a, 64 bits: finds damage, not malice. G. Fowler, L. C. Noll, K.-P. Vo, D. Eastlake, RFC 9923.
  static func digest(_ bytes: [UInt8], from start: UInt64 = 0xCBF2_9CE4_8422_2325) -> UInt64 {
    bytes.reduce(start) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01B3 }
  }
}

/// Bytes of a ``SealedWriter`` to numbers; nothing where there are none.
struct SealedReader {
  private let bytes: ArraySlice<UInt8>
  private var position = 0

  init?(sealed: [UInt8]) {
    guard sealed.count >= 8 else { return nil }
    bytes = sealed.dropLast(8)
    var seal = SealedReader(plain: sealed.suffix(8))
    guard seal.number() == SealedWriter.digest(Array(bytes)) else { return nil }
  }

  private init(plain: ArraySlice<UInt8>) { bytes = plain }

  var isAtEnd: Bool { position == bytes.count }

  mutating func number() -> UInt64? {
    guard bytes.count - position >= 8 else { return nil }
    var number: UInt64 = 0
    for index in 0..<8 { number |= UInt64(bytes[bytes.startIndex + position + index]) << UInt64(8 * index) }
    position += 8
    return number
  }

  mutating func count() -> Int? { number().flatMap { Int(exactly: $0) } }

  mutating func numbers() -> [Double]? {
    guard let count = count(), count <= (bytes.count - position) / 8 else { return nil }
    return (0..<count).compactMap { _ in number().map { Double(bitPattern: $0) } }
  }
}
