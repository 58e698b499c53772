import Foundation
import Markup
import Testing

@testable import Plotting

/// Heads of arrows along a curve.
@Suite struct HeadsTests {
  private let frame = Frame(
    x: Scale(.linear, domain: -1...1, start: 0, end: 400), y: Scale(.linear, domain: -1...1, start: 400, end: 0))

  /// The corners of each head, the tip first.
  private func heads(_ x: [Double], _ y: [Double]) throws -> [[SIMD2<Double>]] {
    let text = Heads(x: x, y: y, style: .slot(1)).draw(in: frame).html
    guard let path = text.firstMatch(of: #/ d="([^"]*)"/#)?.output.1 else { return [] }
    return PathPoints(String(path)).pieces
  }

  /// Round the origin against the clock, on the page too: left of the way from the middle to the tip lies the origin.
  @Test(arguments: [1.0, -1]) func theyPointTheWayThatTimeGoes(sense: Double) throws {
    let angles = (0...200).map { Double($0) / 200 * 2 * Double.pi }
    let found = try heads(angles.map { 0.6 * cos($0) }, angles.map { sense * 0.6 * sin($0) })
    #expect(found.count == 2, "the round is 754 units long, and one stands at each 260 of them")
    for head in found {
      let (tip, foot) = (head[0], (head[1] + head[2]) / 2)
      let (way, out) = (tip - foot, tip - SIMD2(200, 200))
      // y grows downwards.
      #expect((out.x * way.y - out.y * way.x) * sense < -900)
      #expect(abs((out * out).sum().squareRoot() - 120) < 1)
    }
  }

  @Test func shortCurvesAndPointsHaveNone() throws {
    #expect(try heads([0, 0.1], [0, 0.1]).isEmpty)
    #expect(try heads([0.5], [0.5]).isEmpty)
    #expect(try heads([], []).isEmpty)
    #expect(try heads([.nan, .nan], [0, 1]).isEmpty)
    #expect(try heads(Array(repeating: 0.2, count: 50), Array(repeating: 0.1, count: 50)).isEmpty)
  }

  /// A hundred rounds have no more than four, and one that leaves the frame has them within.
  @Test func theyAreFewAndInTheFrame() throws {
    let angles = (0...5000).map { Double($0) / 50 * 2 * Double.pi }
    #expect(try heads(angles.map { 0.6 * cos($0) }, angles.map { 0.6 * sin($0) }).count <= 4)
    let leaving = try heads((0...100).map { Double($0) / 10 - 0.5 }, (0...100).map { _ in 0 })
    #expect(leaving.count == 1 && leaving[0].allSatisfy { $0.x > 0 && $0.x < 400 })
  }
}
