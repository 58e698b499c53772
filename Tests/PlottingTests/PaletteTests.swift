import Foundation
import Testing

@testable import Plotting

@Suite struct PaletteTests {
  @Test(arguments: [Palette.light, .dark]) func everyColourContrastsWithThePaper(palette: Palette) {
    #expect(palette.series.count == Palette.count)
    for colour in palette.series { #expect(contrast(colour, palette.paper) >= 3, "\(colour)") }
    #expect(contrast(palette.ink, palette.paper) >= 12)
    #expect(contrast(palette.muted, palette.paper) >= 4.5)
    #expect(contrast(palette.axis, palette.paper) >= 3)
    // A grid stays behind the data.
    #expect(contrast(palette.grid, palette.paper) < 1.5)
  }

  /// Distances in Oklab. The palette of Okabe and Ito has 0.076 for its first four; equal colours have 0.
  @Test(arguments: [Palette.light, .dark]) func coloursStayApartForTheColourBlind(palette: Palette) {
    for (vision, matrix) in Self.visions {
      let seen = palette.series.map { oklab(apply(matrix, linear($0))) }
      for (count, least) in [(4, 0.09), (6, 0.06), (8, 0.045)] {
        let nearest = seen.prefix(count).enumerated().flatMap { index, colour in
          seen.prefix(index).map { distance($0, colour) }
        }.min()
        #expect((nearest ?? 1) >= least, "\(vision), first \(count): \(nearest ?? 1)")
      }
    }
  }

  @Test func noTwoLooksAreTheSame() {
    let looks = (1...16).map { Style.slot($0) }
    for (index, look) in looks.enumerated() {
      for other in looks[..<index] {
        #expect(look.colourClass != other.colourClass || look.dash != other.dash)
        #expect(look.colourClass != other.colourClass || look.marker != other.marker)
      }
    }
    #expect(Set(looks.prefix(8).map(\.dash)).count == 8)
    #expect(Set(looks.prefix(8).map(\.marker)).count == 8)
  }

  @Test func mapsGoFromEndToEnd() {
    #expect(ColourMap.viridis.colour(at: 0) == "#440154")
    #expect(ColourMap.viridis.colour(at: 1) == "#fde725")
    #expect(ColourMap.viridis.colour(at: -3) == "#440154")
    #expect(ColourMap.viridis.colour(at: .nan) == "#440154")
    #expect(ColourMap.diverging.colour(at: 0.5) == "#f7f6f6")
    let lightness = (0...64).map { oklab(linear(String(ColourMap.viridis.colour(at: Double($0) / 64).dropFirst()))).x }
    #expect(zip(lightness, lightness.dropFirst()).allSatisfy { $0 < $1 })
  }

  // MARK: - Colour

  /// Severity 1 after Machado, Oliveira and Fernandes (2009), on linear RGB.
  private static let visions: [(String, [SIMD3<Double>])] = [
    ("normal", [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)]),
    (
      "protanopia",
      [
        SIMD3(0.152286, 1.052583, -0.204868), SIMD3(0.114503, 0.786281, 0.099216),
        SIMD3(-0.003882, -0.048116, 1.051998),
      ]
    ),
    (
      "deuteranopia",
      [SIMD3(0.367322, 0.860646, -0.227968), SIMD3(0.280085, 0.672501, 0.047413), SIMD3(-0.011820, 0.042940, 0.968881)]
    ),
    (
      "tritanopia",
      [
        SIMD3(1.255528, -0.076749, -0.178779), SIMD3(-0.078411, 0.930809, 0.147602),
        SIMD3(0.004733, 0.691367, 0.303900),
      ]
    ),
  ]

  private func linear(_ hex: String) -> SIMD3<Double> {
    let value = UInt32(hex, radix: 16) ?? 0
    let parts = [value >> 16 & 255, value >> 8 & 255, value & 255].map { part -> Double in
      let level = Double(part) / 255
      return level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
    }
    return SIMD3(parts[0], parts[1], parts[2])
  }

  private func apply(_ matrix: [SIMD3<Double>], _ colour: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3((matrix[0] * colour).sum(), (matrix[1] * colour).sum(), (matrix[2] * colour).sum())
  }

  /// WCAG 2.
  private func contrast(_ one: String, _ other: String) -> Double {
    let weights = SIMD3(0.2126, 0.7152, 0.0722)
    let (first, second) = ((linear(one) * weights).sum(), (linear(other) * weights).sum())
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)
  }

  private func oklab(_ colour: SIMD3<Double>) -> SIMD3<Double> {
    let cone = apply(
      [
        SIMD3(0.4122214708, 0.5363325363, 0.0514459929), SIMD3(0.2119034982, 0.6806995451, 0.1073969566),
        SIMD3(0.0883024619, 0.2817188376, 0.6299787005),
      ], colour)
    let root = SIMD3(cbrt(max(0, cone.x)), cbrt(max(0, cone.y)), cbrt(max(0, cone.z)))
    return apply(
      [
        SIMD3(0.2104542553, 0.7936177850, -0.0040720468), SIMD3(1.9779984951, -2.4285922050, 0.4505937099),
        SIMD3(0.0259040371, 0.7827717662, -0.8086757660),
      ], root)
  }

  private func distance(_ one: SIMD3<Double>, _ other: SIMD3<Double>) -> Double {
    let step = one - other
    return (step * step).sum().squareRoot()
  }
}
