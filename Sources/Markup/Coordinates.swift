extension Digits {
  /// Writes a number of tenths in the shortest form that a path takes: `123` is `12.3`, `-5` is `-.5`, `40` is `4`.
  ///
  /// Coordinates are kept as whole tenths of a user unit, so that relative steps never drift. Cost: no allocation.
  package static func write(tenths: Int, to bytes: inout [UInt8]) {
    if tenths < 0 { bytes.append(UInt8(ascii: "-")) }
    let size = tenths.magnitude
    let (whole, tenth) = (size / 10, UInt8(size % 10))
    if whole > 0 || tenth == 0 { write(whole: whole, to: &bytes) }
    if tenth > 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + tenth)
    }
  }

  /// The text of a coordinate, to one decimal; `0` for what is no finite number.
  package static func coordinate(_ value: Double) -> String {
    var bytes: [UInt8] = []
    write(tenths: tenths(value), to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A coordinate in whole tenths: finite and at most a hundred thousand units from the origin.
  package static func tenths(_ value: Double) -> Int {
    value.isNaN ? 0 : Int((max(-1e5, min(value, 1e5)) * 10).rounded())
  }

  private static func write(whole: UInt, to bytes: inout [UInt8]) {
    if whole >= 10 { write(whole: whole / 10, to: &bytes) }
    bytes.append(UInt8(ascii: "0") + UInt8(whole % 10))
  }
}
