import Foundation
import Plotting
import Testing

@testable import NotebookKit

/// What a figure draws of a solve: its rows, and its dense output between them.
@Suite struct CurveTests {
  private func result(_ control: String, until end: Double) throws -> any TrajectoryResult {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = p
        dp/dt = -x
      initial: {x: 1, p: 0}
      ```

      ```yaml {solve #s}
      model: m
      \(control)
      until: \(end)
      ```
      """)
    #expect(page.messages == [])
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    return try #require(results.first)
  }

  /// The greatest distance from the line through points to a circle, at the middle of each piece.
  private func sagitta(_ curve: Curve) -> Double {
    zip(curve.x.indices, curve.x.indices.dropFirst()).map { a, b in
      let (x, y) = ((curve.x[a] + curve.x[b]) / 2, (curve.y[a] + curve.y[b]) / 2)
      return abs(1 - (x * x + y * y).squareRoot())
    }.max() ?? .nan
  }

  /// A Taylor series goes round a circle in a few steps; the picture of it is a circle.
  @Test(arguments: ["method: taylor", "method: dormand-prince\ntolerance: 1e-6"])
  func aCurveOfLongStepsIsRound(control: String) throws {
    let result = try result(control, until: 60)
    let rows = Curve(result, "x", "p", during: nil, isSmooth: false)
    #expect(sagitta(rows) > 0.008)
    let curve = Curve(result, "x", "p", during: nil)
    #expect(sagitta(curve) < 0.003)
    #expect(curve.x.count < 60 * rows.x.count)
    let trace = Curve(result, nil, "x", during: nil)
    let errors = zip(trace.x.indices, trace.x.indices.dropFirst()).map { (a: Int, b: Int) -> Double in
      let time: Double = (trace.x[a] + trace.x[b]) / 2
      let value: Double = (trace.y[a] + trace.y[b]) / 2
      return abs(value - cos(time))
    }
    #expect((errors.max() ?? .nan) < 0.01)
    #expect((trace.y.max() ?? 0) > 0.9999)
  }

  /// A ball that is thrown and caught: the rows at both ends of the only step are alike.
  @Test func aCurveBetweenRowsThatAreAlikeIsSeen() throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dy/dt = v
        dv/dt = -10
      initial: {y: 0, v: 10}
      ```

      ```yaml {solve #s}
      model: m
      method: taylor
      until: 2
      ```
      """)
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first)
    #expect(Curve(result, nil, "y", during: nil, isSmooth: false).y == [0, 0])
    let curve = Curve(result, nil, "y", during: nil)
    #expect(abs((curve.y.max() ?? 0) - 5) < 1e-9 && curve.x.count > 16)
    #expect(Curve(result, "y", "v", during: nil).x.count > 16)
  }

  /// Euler's method is a polygon, and stays one.
  @Test func eulersMethodIsAPolygon() throws {
    let result = try result("method: explicit-euler\nstep: 0.5", until: 10)
    let (rows, curve) = (Curve(result, nil, "x", during: nil, isSmooth: false), Curve(result, nil, "x", during: nil))
    let corners = Dictionary(zip(rows.x, rows.y)) { first, _ in first }
    for (x, y) in zip(curve.x, curve.y) {
      let low: Double = (x / 0.5).rounded(.down) * 0.5
      let high: Double = (x / 0.5).rounded(.up) * 0.5
      let a = try #require(corners[low])
      let b = try #require(corners[high])
      let line: Double = a + (b - a) * (x - low) / 0.5
      #expect(abs(y - line) < 1e-12)
    }
  }

  /// An angle that goes round has no line across from one end of its range to the other.
  @Test func whatGoesRoundHasGaps() throws {
    let page = PageOf(
      """
      ```yaml {model #m}
      equations: |
        dx/dt = 1
        phi = mod(x, 2)
      initial: {x: 0}
      ```

      ```yaml {solve #s}
      model: m
      method: dopri5
      tolerance: 1e-6
      until: 9
      ```
      """)
    let results = page.report.products.compactMap { $0?.result as? any TrajectoryResult }
    let result = try #require(results.first).observed
    for curve in [Curve(result, nil, "phi", during: nil), Curve(result, "phi", "x", during: nil)] {
      let gaps = zip(curve.x.indices, curve.x.indices.dropFirst()).filter { !curve.x[$0.1].isFinite }
      #expect(gaps.count == 4)
      for (a, b) in zip(curve.x.indices, curve.x.indices.dropFirst()) where curve.y[a].isFinite && curve.y[b].isFinite {
        #expect(hypot(curve.x[b] - curve.x[a], curve.y[b] - curve.y[a]) < 3.2)
      }
    }
  }
}
