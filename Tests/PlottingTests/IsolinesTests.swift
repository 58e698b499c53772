import Testing

@testable import Plotting

@Suite struct IsolinesTests {
  private let frame = Frame(
    x: Scale(.linear, domain: -2...2, start: 0, end: 400), y: Scale(.linear, domain: -2...2, start: 400, end: 0))
  private let bowl = Field(x: -2...2, columns: 81, y: -2...2, rows: 81) { $0 * $0 + $1 * $1 }

  @Test func aCircleIsOneClosedCurveOfItsRadius() throws {
    let curves = Isolines(bowl, on: frame).curves(at: 1)
    try #require(curves.count == 1)
    #expect(curves[0].first == curves[0].last)
    for point in curves[0] {
      let (x, y) = (point.x - 200, point.y - 200)
      // Linear interpolation of a square over a twentieth is right to 0.0003 of a unit, 0.03 pixels.
      #expect(abs((x * x + y * y).squareRoot() - 100) < 0.1)
    }
  }

  @Test func aCurveCutByTheEdgeIsOpen() throws {
    let curves = Isolines(bowl, on: frame).curves(at: 5)
    #expect(curves.count == 4)
    #expect(curves.allSatisfy { $0.first != $0.last })
  }

  @Test func aRimClosesThem() {
    let turned = Field(x: bowl.x, y: bowl.y, values: bowl.values.map { -$0 })
    let curves = Isolines(turned, on: frame).rimmed(with: -.infinity).curves(at: -5)
    #expect(curves.count == 1)
    #expect(curves.allSatisfy { $0.first == $0.last })
    // The square of 400 less four corners where the circle of radius √5 has cut it: 16 − 0.2163 units of 10⁴ pixels.
    let area = abs(zip(curves[0], curves[0].dropFirst()).reduce(0) { $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2 })
    #expect(abs(area - 14_0000) < 20_000)
  }

  @Test func saddlesAndHolesAreNoTrouble() {
    let saddle = Field(x: [0, 1], y: [0, 1], values: [1, -1, -1, 1])
    #expect(Isolines(saddle, on: frame).curves(at: 0).count == 2)
    let hole = Field(x: [0, 1, 2], y: [0, 1, 2], values: [0, 0, 0, 0, .nan, 1, 1, 1, 1])
    #expect(Isolines(hole, on: frame).curves(at: 0.5).isEmpty)
    let flat = Field(x: [0, 1, 2], y: [0, 1, 2], values: Array(repeating: 1, count: 9))
    #expect(Isolines(flat, on: frame).curves(at: 1).isEmpty)
    let single = Field(x: [0], y: [0], values: [1])
    #expect(Isolines(single, on: frame).curves(at: 1).isEmpty)
  }
}
