import TestSupport
import Testing

/// The course project's programs that did something of their own: a half current, a reset one step late, a current that
/// changes inside a step. They are reproduced here, and only here; the product has no option for another program's bug.
@Suite struct OriginalQuirksTests {
  /// dv/dt and dw/dt of the regular-spiking cell.
  static func slope(_ v: Double, _ w: Double, _ current: Double) -> (Double, Double) {
    ((0.7 * (v + 60) * (v + 40) - w + current) / 100, 0.03 * (-2 * (v + 60) - w))
  }

  /// Steps on a grid; a crossing overwrites the sample before it with the peak, and stores the reset.
  static func run(_ count: Int, step: (Int, Double, Double) -> (Double, Double)) -> [(v: Double, w: Double)] {
    var samples = [(v: -60.0, w: 0.0)]
    for index in 0..<count {
      // The step goes on from the state itself, not from the overwritten sample.
      var (v, w) = step(index, samples[index].v, samples[index].w)
      if v >= 35 {
        samples[index].v = 35
        v = -50
        w += 100
      }
      samples.append((v, w))
    }
    return samples
  }

  static func expectEqual(_ samples: [(v: Double, w: Double)], _ file: String, within tolerance: Double) throws {
    let expected = try Reference.trajectory(file)
    #expect(expected.count <= samples.count)
    for (sample, row) in zip(samples, expected) {
      #expect(abs(sample.v - row[1]) < tolerance, "v at \(row[0])")
      #expect(abs(sample.w - row[2]) < tolerance, "w at \(row[0])")
    }
  }

  @Test func heunWithTheCurrentOfBothEnds() throws {
    let samples = Self.run(1001) { index, v, w in
      let before = index >= 101 ? 70.0 : 0
      let after = index + 1 >= 101 ? 70.0 : 0
      let (k1, l1) = Self.slope(v, w, before)
      let (k2, l2) = Self.slope(v + k1, w + l1, after)
      return (v + (k1 + k2) / 2, w + (l1 + l2) / 2)
    }
    try Self.expectEqual(samples, "heun_h1", within: 1e-9)
  }

  @Test func rk4WithTheCurrentOfEachStage() throws {
    let samples = Self.run(1000) { index, v, w in
      let t = Double(index)
      func current(_ t: Double) -> Double { t >= 100 ? 70 : 0 }
      let (k1, l1) = Self.slope(v, w, current(t))
      let (k2, l2) = Self.slope(v + k1 / 2, w + l1 / 2, current(t + 0.5))
      let (k3, l3) = Self.slope(v + k2 / 2, w + l2 / 2, current(t + 0.5))
      let (k4, l4) = Self.slope(v + k3, w + l3, current(t + 1))
      return (v + (k1 + 2 * k2 + 2 * k3 + k4) / 6, w + (l1 + 2 * l2 + 2 * l3 + l4) / 6)
    }
    try Self.expectEqual(samples, "rk4_notebook_h1p0", within: 1e-9)
  }

  @Test func backwardEulerWithAResetOneStepLate() throws {
    let h = 0.25
    var samples = [(v: -60.0, w: 0.0)]
    for index in 0..<4000 {
      let (v0, w0) = samples[index]
      if v0 >= 35 {
        samples[index].v = 35
        samples.append((-50, w0 + 100))
        continue
      }
      let (dv, dw) = Self.slope(v0, w0, 100)
      var (v, w) = (v0 + h * dv, w0 + h * dw)
      for _ in 0..<100 {
        let (fv, fw) = Self.slope(v, w, 100)
        let (r1, r2) = (v - v0 - h * fv, w - w0 - h * fw)
        // The Newton matrix 1 − hJ, solved in closed form.
        let (a, b) = (1 - h * 0.7 * (2 * v + 100) / 100, h / 100)
        let (c, d) = (h * 0.03 * 2, 1 + h * 0.03)
        let determinant = a * d - b * c
        let (x, y) = ((d * r1 - b * r2) / determinant, (a * r2 - c * r1) / determinant)
        v -= x
        w -= y
        if abs(x) < 1e-6 && abs(y) < 1e-6 { break }
      }
      samples.append((v, w))
    }
    try Self.expectEqual(samples, "backward_euler_h025", within: 1e-9)
  }
}
