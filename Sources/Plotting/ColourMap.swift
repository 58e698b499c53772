/// Numbers from 0 to 1 as colours.
package struct ColourMap: Sendable, Equatable {
  private let stops: [SIMD3<Double>]

  /// Equally spaced colours as `0xRRGGBB`; between them, a straight line in sRGB.
  private init(_ stops: [UInt32]) {
    self.stops = stops.map {
      SIMD3(Double($0 >> 16 & 255), Double($0 >> 8 & 255), Double($0 & 255))
    }
  }

  /// Perceptually uniform, dark to light, the same in grey and for the colour-blind (van der Walt and Smith 2015); 17 of its 256
  /// entries, which meets the others within 6 of 255.
  package static let viridis = ColourMap([
    0x440154, 0x48186a, 0x472d7b, 0x424086, 0x3b528b, 0x33638d, 0x2c728e, 0x26828e, 0x21918c, 0x1fa088, 0x28ae80,
    0x3fbc73, 0x5ec962, 0x84d44b, 0xaddc30, 0xd8e219, 0xfde725,
  ])

  /// Blue through white to red, for values with a meaningful middle: ColorBrewer's RdBu (Harrower and Brewer 2003).
  package static let diverging = ColourMap([
    0x053061, 0x175290, 0x2a71b2, 0x3f8ec0, 0x6bacd1, 0x9bc9e0, 0xc2ddec, 0xe0ecf3, 0xf7f6f6, 0xfbe5d8, 0xfbccb4,
    0xf5aa89, 0xe48066, 0xd05548, 0xba2832, 0x930e26, 0x67001f,
  ])

  /// The colour as `#rrggbb`; values outside take the colour of the nearer end.
  package func colour(at value: Double) -> String {
    "#" + components(at: value).map { Self.hex(UInt8($0.rounded())) }.joined()
  }

  /// Whether black reads better on the colour than white.
  package func isBright(at value: Double) -> Bool {
    let parts = components(at: value)
    return 0.3 * parts[0] + 0.59 * parts[1] + 0.11 * parts[2] > 140
  }

  private func components(at value: Double) -> [Double] {
    let place = max(0, min(value.isNaN ? 0 : value, 1)) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    let rest = place - Double(index)
    let mixed = stops[index] * (1 - rest) + stops[index + 1] * rest
    return [mixed.x, mixed.y, mixed.z]
  }

  private static func hex(_ byte: UInt8) -> String {
    (byte < 16 ? "0" : "") + String(byte, radix: 16)
  }
}
