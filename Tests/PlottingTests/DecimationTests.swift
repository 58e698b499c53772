import Foundation
import TestSupport
import Testing

@testable import Plotting

@Suite struct DecimationTests {
  private let frame = Frame(
    x: Scale(.linear, domain: 0...1, start: 50.5, end: 630.5),
    y: Scale(.linear, domain: -1...1, start: 250.5, end: 10.5))

  @Test func everyColumnKeepsItsEndsAndExtremes() {
    var random = Seeded(seed: 7)
    for round in 0..<40 {
      let (x, y) = samples(500 + round * 400, &random)
      let kept = Set(Decimation.extremes(x: x, y: y, on: frame).flatMap { $0 })
      let columns = Dictionary(grouping: x.indices.filter { y[$0].isFinite }) { frame.x.position(x[$0]).rounded(.down) }
      for (_, indices) in columns {
        let values = indices.map { y[$0] }
        let keptValues = indices.filter(kept.contains).map { y[$0] }
        #expect(keptValues.max() == values.max())
        #expect(keptValues.min() == values.min())
        #expect(kept.contains(indices[0]))
        #expect(kept.contains(indices[indices.count - 1]))
      }
    }
  }

  /// A path that turns back stands upright in a column of pixels, and is still drawn as it bends.
  @Test func aClosedPathStaysRound() {
    let angles = (0...200_000).map { 2 * Double.pi * Double($0) / 200_000 }
    let (x, y) = (angles.map { 0.5 + 0.4 * cos($0) }, angles.map { 0.8 * sin($0) })
    let kept = Decimation.pieces(x: x, y: y, on: frame).flatMap { $0 }
    #expect(kept.count < 400)
    for (from, to) in zip(kept, kept.dropFirst()) {
      let ends = [from, to].map { Point(frame.x.position(x[$0]), frame.y.position(y[$0])) }
      let middle = (from + to) / 2
      let point = Point(frame.x.position(x[middle]), frame.y.position(y[middle]))
      #expect(distance(point, ends[0], ends[1]) < Decimation.tolerance * 2.01)
    }
  }

  @Test func droppedPointsLieOnTheKeptCurve() {
    var random = Seeded(seed: 8)
    for _ in 0..<40 {
      let (x, y) = samples(800, &random)
      for piece in Decimation.extremes(x: x, y: y, on: frame) {
        let points = piece.map { Point(frame.x.position(x[$0]), frame.y.position(y[$0])) }
        let kept = Decimation.straightened(Array(piece.indices), points: points)
        #expect(kept.first == piece.indices.first && kept.last == piece.indices.last)
        #expect(zip(kept, kept.dropFirst()).allSatisfy { $0 < $1 })
        for (from, to) in zip(kept, kept.dropFirst()) where to > from + 1 {
          for index in from + 1..<to {
            #expect(distance(points[index], points[from], points[to]) < Decimation.tolerance * 2.01)
          }
        }
      }
    }
  }

  @Test func aTurningPointOnAStraightLineIsKept() {
    let points = [0.0, 10, 40, 25, 5].map { Point(100, $0) }
    #expect(Decimation.straightened([0, 1, 2, 3, 4], points: points) == [0, 2, 4])
  }

  @Test func aSingleSampleSpikeSurvives() {
    var y = Array(repeating: 0.0, count: 200_000)
    y[123_456] = 0.9
    let x = y.indices.map { Double($0) / 200_000 }
    let kept = Decimation.pieces(x: x, y: y, on: frame).flatMap { $0 }
    #expect(kept.contains(123_456))
    #expect(kept.count < 10)
  }

  @Test func valuesWithoutAPlaceBreakTheCurve() {
    let y: [Double] = [1, 2, .nan, 3, .infinity, 4, 5]
    let x: [Double] = [0, 1, 2, 3, 4, 5, 6]
    #expect(Decimation.pieces(x: x, y: y, on: frame) == [[0, 1], [3], [5, 6]])
    let logarithmic = Frame(x: frame.x, y: Scale(.logarithmic, domain: 1e-3...1, start: 250, end: 10))
    #expect(Decimation.pieces(x: [0, 1, 2, 3], y: [1, 0, -1, 2], on: logarithmic) == [[0], [3]])
  }

  @Test func aMillionNoisySamplesCostLessThanFifteenKilobytes() {
    var random = Seeded(seed: 9)
    let x = (0..<1_000_000).map { Double($0) / 1_000_000 }
    let y = x.map { _ in 2 * random.unit() - 1 }
    let path = Polyline(x: x, y: y, on: frame).path
    #expect(path.count < 15_000, "\(path.count) bytes")
    #expect(path.count > 8_000)
  }

  @Test func anOrbitManyTimesRoundCostsLittleMoreThanOnce() {
    func circle(_ rounds: Int) -> Int {
      let angles = (0...rounds * 500).map { Double($0) * 0.0125663706 }
      return Polyline(
        x: angles.map { 0.5 + 0.4 * cos($0) }, y: angles.map { 0.8 * cos($0 + 1.5708) }, on: frame
      ).path.count
    }
    #expect(circle(400) < 4 * circle(1) + 30_000)
  }

  @Test func timeIsLinearInTheNumberOfSamples() {
    var random = Seeded(seed: 10)
    let x = (0..<400_000).map { Double($0) / 400_000 }
    let y = x.map { _ in random.unit() }
    func seconds(_ count: Int) -> Double {
      (0..<3).map { _ in
        processorTime {
          _ = Decimation.pieces(x: Array(x.prefix(count)), y: Array(y.prefix(count)), on: frame)
        }
      }.min() ?? 0
    }
    // Twenty times the samples: linear time is 20 times as long, quadratic 400.
    #expect(seconds(400_000) < seconds(20_000) * 80)
  }

  private func samples(_ count: Int, _ random: inout Seeded) -> ([Double], [Double]) {
    let x = (0..<count).map { Double($0) / Double(count) }
    var value = 0.0
    let y = x.map { _ -> Double in
      value = 0.995 * value + 0.05 * (random.unit() - 0.5)
      return random.unit() < 0.002 ? .nan : random.unit() < 0.01 ? random.unit() * 2 - 1 : value
    }
    return (x, y)
  }

  private func distance(_ point: Point, _ from: Point, _ to: Point) -> Double {
    let (across, down) = (to.x - from.x, to.y - from.y)
    let length = across * across + down * down
    let share =
      length == 0 ? 0 : max(0, min(1, ((point.x - from.x) * across + (point.y - from.y) * down) / length))
    let (x, y) = (from.x + share * across - point.x, from.y + share * down - point.y)
    return (x * x + y * y).squareRoot()
  }
}
