private import Kernels

/// The SHA-256 digest of bytes (FIPS 180-4), for footers, script hashes and cache keys.
///
/// A library for it costs two minutes of building; the hundred lines of ours are checked against the standard's own vectors.
package struct SHA256: Sendable {
  private var state: [UInt32] = [
    0x6A09_E667, 0xBB67_AE85, 0x3C6E_F372, 0xA54F_F53A, 0x510E_527F, 0x9B05_688C, 0x1F83_D9AB, 0x5BE0_CD19,
  ]
  /// Bytes that fill no block yet.
  private var pending: [UInt8] = []
  private var length: UInt64 = 0

  package init() {}

  package static func hex(_ bytes: some Sequence<UInt8>) -> String {
    var digest = SHA256()
    digest.update(bytes)
    return digest.hex
  }

  package mutating func update(_ bytes: some Sequence<UInt8>) {
    if bytes.withContiguousStorageIfAvailable({ take($0) }) == nil { Array(bytes).withUnsafeBufferPointer { take($0) } }
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>) {
    length += UInt64(bytes.count)
    var rest = bytes[...]
    if !pending.isEmpty {
      let missing = min(64 - pending.count, rest.count)
      pending += rest.prefix(missing)
      rest = rest.dropFirst(missing)
      guard pending.count == 64 else { return }
      notebook_sha256_blocks(&state, pending, 1)
      pending.removeAll(keepingCapacity: true)
    }
    let blocks = rest.count / 64
    if blocks > 0, let base = UnsafeBufferPointer(rebasing: rest).baseAddress {
      notebook_sha256_blocks(&state, base, blocks)
    }
    pending += rest.dropFirst(64 * blocks)
  }

  package var bytes: [UInt8] {
    var copy = self
    let bits = length * 8
    copy.update([0x80])
    copy.update(Array(repeating: 0, count: (120 - copy.pending.count) % 64))
    copy.update((0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) })
    return copy.state.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * UInt32($0))) } }
  }

  package var hex: String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
