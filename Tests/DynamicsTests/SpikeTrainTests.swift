import Dynamics
import TestSupport
import Testing

/// Measures of spike trains against values worked out by hand, and against those of NumPy, SciPy and Elephant.
@Suite struct SpikeTrainTests {
  /// The intervals with which S. Shinomoto's measures are checked, also in Elephant.
  static let intervals: [Double] = [
    1, 28, 4, 47, 5, 16, 2, 5, 21, 12, 4, 12, 59, 2, 4, 18, 33, 25, 2, 34, 4, 1, 1, 14, 8, 1, 10, 1, 8, 20, 5, 1, 6, 5,
    12, 2, 8, 8, 2, 8, 2, 10, 2, 1, 1, 2, 15, 3, 20, 6, 11, 6, 18, 2, 5, 17, 4, 3, 13, 6, 1, 18, 1, 16, 12, 2, 52, 2, 5,
    7, 6, 25, 6, 5, 3, 15, 4, 3, 16, 3, 6, 5, 24, 21, 3, 3, 4, 8, 4, 11, 5, 7, 5, 6, 8, 11, 33, 10, 7, 4,
  ]
  static let published = SpikeTrain(intervals.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }, over: 0...993)

  private func train(_ times: Double...) -> SpikeTrain { SpikeTrain(times, over: 0...1000) }

  private func isClose(_ a: Double?, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
    abs((a ?? .nan) - b) <= tolerance * max(1, abs(b))
  }

  static func poisson(rate: Double, over span: ClosedRange<Double>, seed: UInt64) -> SpikeTrain {
    var random = SplitMix64(seed: seed)
    var times: [Double] = []
    var time = span.lowerBound
    while true {
      time -= Elementary.logarithm(Double.random(in: Double.leastNonzeroMagnitude...1, using: &random)) / rate
      if time > span.upperBound { return SpikeTrain(times, over: span) }
      times.append(time)
    }
  }

  @Test func ratesAreCountsOverTheSpan() {
    #expect(SpikeTrain([0.3, 0.56, 0.87, 1.23], over: 0...10).rate == 0.4)
    #expect(SpikeTrain([0.3, 0.56, 0.87, 1.23], over: 0.4...0.9).times == [0.56, 0.87])
    #expect(SpikeTrain([], over: 0...10).rate == 0)
    #expect(SpikeTrain([], over: 3...3).rate == nil)
    #expect(train(90, 130, 200).latency(after: 100) == 30)
    #expect(train(90).latency(after: 100) == nil)
  }

  @Test func intervalsVaryAsPublished() {
    let train = Self.published
    #expect(train.intervals == Self.intervals)
    #expect(isClose(train.cv, 1.0863308802174931))
    #expect(isClose(train.cv2, 1.0022235296529176))
    #expect(isClose(train.adaptation, 0.004394607741947244, 1e-11))
    // Windows of 50: 19 whole ones.
    let counts = SpikeCounts(train.times, over: 0...993, width: 50)
    #expect(counts.values == [4, 2, 6, 1, 4, 2, 5, 6, 9, 10, 4, 6, 6, 2, 5, 7, 5, 7, 6])
    #expect(counts.rest?.count == 4 && isClose(counts.rest?.length, 43))
    #expect(isClose(SpikeCounts.fano(counts.values), 1.0859106529209621))
  }

  @Test func intervalsByHand() {
    let clock = train(10, 20, 30, 40)
    #expect(clock.cv == 0 && clock.cv2 == 0 && clock.adaptation == 0)
    // 10, 30: a mean of 20, a deviation of 10.
    #expect(train(0, 10, 40).cv == 0.5 && train(0, 10, 40).cv2 == 1 && train(0, 10, 40).adaptation == 0.5)
    #expect(train(0, 30, 40).adaptation == -0.5)
    #expect(train(0, 10).cv == nil && train(0, 10).cv2 == nil && train(0, 10).adaptation == nil)
    #expect(train(5, 5, 5).cv == nil && train(5, 5, 5).cv2 == 0)
  }

  /// On a grid of steps the borders of windows are met but for rounding.
  @Test func countsMeetTheBordersOfWindows() {
    let times = (0...10).map { Double($0) * 0.1 }
    #expect(SpikeCounts(times, over: 0...1, width: 0.1).values == [1, 1, 1, 1, 1, 1, 1, 1, 1, 2])
    #expect(SpikeCounts([], over: 0...0, width: 1).values.isEmpty)
    #expect(SpikeCounts([0.5, 2.5], over: 0...3, width: 2).rest?.count == 1)
    #expect(SpikeCounts.fano([3, 3, 3]) == 0 && SpikeCounts.fano([0, 0]) == nil && SpikeCounts.fano([4]) == nil)
    #expect(SpikeCounts.fano([1, 3]) == 1)
  }

  @Test func aPoissonTrainVariesLikeOne() {
    let train = Self.poisson(rate: 0.05, over: 0...1_000_000, seed: 7)
    #expect(isClose(train.rate, 0.05, 0.001))
    #expect(isClose(train.cv, 1, 0.02))
    #expect(isClose(train.cv2, 1, 0.02))
    #expect(abs(train.adaptation ?? 1) < 0.01)
    #expect(isClose(SpikeCounts.fano(SpikeCounts(train.times, over: train.span, width: 500).values), 1, 0.08))
  }

  /// The cases that Elephant tests its own with.
  @Test(
    arguments: [
      ([], [], 1, 0), ([], [1], 1, 1), ([1], [1], 1, 0), ([1], [2], 1, 1), ([1], [2.9], 1, 1.9), ([1], [3.1], 1, 2),
      ([], [12, 32], 1, 2), ([12, 32], [32, 52], 0.01, 0.4), ([12, 32], [18, 60], 0.1, 2.6),
      ([10, 20, 30, 40], [10, 20, 30, 40, 50], 1, 1), ([12, 32], [10, 20, 30, 40], 1e9, 6),
      ([12, 32], [10, 20, 30, 40], 1e-9, 2.00000001), ([12], [20, 20], 0.1, 1.8), ([12, 12], [20], 0.1, 1.8),
      ([178.2, 228.6, 280.4, 497.2, 550.4], [170, 240, 300, 310, 500, 561], 0.1, 6.26),
      ([178.2, 228.6, 280.4, 497.2, 550.4], [170, 240, 300, 310, 500, 561], 0.01, 1.526),
    ] as [([Double], [Double], Double, Double)])
  func victorPurpura(a: [Double], b: [Double], cost: Double, distance: Double) {
    let (one, other) = (SpikeTrain(a, over: 0...1000), SpikeTrain(b, over: 0...1000))
    #expect(isClose(one.victorPurpuraDistance(to: other, cost: cost), distance, 2e-8))
    #expect(isClose(other.victorPurpuraDistance(to: one, cost: cost), distance, 2e-8))
  }

  @Test(
    arguments: [
      ([], [1], 1, 1), ([1], [1], 1, 0), ([1], [2], 1, 1.1243847729568004), ([1], [500], 1, 1.4142135623730951),
      ([], [12, 32], 1e-9, 1.4142135623730951), ([12, 32], [10, 20, 30, 40], 1e-9, 2.449489742783178),
      ([12, 32], [10, 20, 30, 40], 1e12, 2), ([32, 52], [42], 10, 1.3413250172077817),
      ([178.2, 228.6, 280.4, 497.2, 550.4], [170, 240, 300, 310, 500, 561], 10, 2.7584400735166725),
      ([178.2, 228.6, 280.4, 497.2, 550.4], [170, 240, 300, 310, 500, 561], 100, 1.5270208093815083),
    ] as [([Double], [Double], Double, Double)])
  func vanRossum(a: [Double], b: [Double], tau: Double, distance: Double) {
    let (one, other) = (SpikeTrain(a, over: 0...1000), SpikeTrain(b, over: 0...1000))
    #expect(isClose(one.vanRossumDistance(to: other, tau: tau), distance, 1e-9))
    #expect(isClose(other.vanRossumDistance(to: one, tau: tau), distance, 1e-9))
  }

  @Test func distancesAreMetrics() {
    let trains = (1...3).map { Self.poisson(rate: 0.04, over: 0...1000, seed: $0) }
    let measures: [(SpikeTrain, SpikeTrain) -> Double] = [
      { $0.victorPurpuraDistance(to: $1, cost: 0.1) }, { $0.vanRossumDistance(to: $1, tau: 10) },
    ]
    for distance in measures {
      #expect(distance(trains[0], trains[0]) == 0)
      #expect(distance(trains[0], trains[1]) > 0)
      #expect(distance(trains[0], trains[1]) <= distance(trains[0], trains[2]) + distance(trains[2], trains[1]))
    }
  }

  @Test func transformsAreTheSumsTheyStandFor() {
    for count in [1, 2, 8, 32] {
      var random = SplitMix64(seed: 3)
      let samples = (0..<count).map { _ in Double.random(in: -1...1, using: &random) }
      var (real, imaginary) = (samples, Array(repeating: 0.0, count: count))
      FourierTransform(count: count).transform(&real, &imaginary)
      for k in 0..<count {
        let angles = (0..<count).map { -2 * Double.pi * Double(k * $0) / Double(count) }
        #expect(isClose(real[k], zip(samples, angles).reduce(0) { $0 + $1.0 * Elementary.cosine($1.1) }))
        #expect(isClose(imaginary[k], zip(samples, angles).reduce(0) { $0 + $1.0 * Elementary.sine($1.1) }))
      }
    }
  }

  /// `scipy.signal.welch(x, fs=100, nperseg=64)`.
  @Test func spectraAgreeWithSciPy() throws {
    let samples = (0..<200).map { k -> Double in
      let noise = Double((k * k * 7919) % 101) / 50
      return Elementary.sine(0.3 * Double(k)) + noise
    }
    let spectrum = try #require(PowerSpectrum(samples, interval: 0.01))
    #expect(spectrum.length == 64 && spectrum.pieces == 5 && spectrum.densities.count == 32)
    #expect(spectrum.frequencies.prefix(3) == [1.5625, 3.125, 4.6875])
    for (mine, theirs) in zip(spectrum.densities, [0.00751689, 0.06437211, 0.26685345, 0.07789101]) {
      #expect(isClose(mine, theirs, 1e-8))
    }
    #expect(isClose(spectrum.densities.last, 0.00072053, 1e-8))
    #expect(spectrum.peak == 4.6875)
    #expect(PowerSpectrum([1, 2, 3], interval: 1) == nil)
  }
}

/// The same of populations.
@Suite struct PopulationMeasureTests {
  /// Neurons 0 and 1 of one kind, 2 to 4 of another; neuron 4 is silent.
  static let record = SpikeRecord(
    populations: [.init(name: "a", neurons: 0..<2), .init(name: "b", neurons: 2..<5)], span: 0...100,
    times: [10, 20, 30, 35, 50, 70, 80], neurons: [0, 0, 1, 2, 0, 2, 3])

  @Test func ratesAddUp() {
    let record = Self.record
    #expect(record.meanRate(of: 0..<2) == 0.02)
    #expect(abs((record.meanRate(of: 0..<5) ?? 0) - 0.014) < 1e-15)
    #expect(record.meanRate(of: 5..<5) == nil)
    #expect(record.activeShare(of: 2..<5) == 2.0 / 3)
    #expect(record.mean(\.cv, of: 0..<5) == 0.5)
    #expect(record.mean(\.cv, of: 2..<5) == nil)
    // Counts 3, 1, 2, 1, 0: a mean of 1.4, squares of differences 5.2 over 4.
    #expect(abs((record.fano(of: 0..<5) ?? 0) - 1.3 / 1.4) < 1e-12)
    #expect(record.trains(of: 2..<4).map(\.times) == [[35, 70], [80]])
  }

  @Test func binsAndBellsHoldEverySpike() {
    let record = Self.record
    let binned = record.rate(of: 0..<5, binsOf: 30)
    #expect(binned.times == [0, 30, 60, 90, 100])
    #expect(binned.values.map { ($0 * 150).rounded() } == [2, 3, 2, 0])
    let smooth = PopulationRate(record.times, neurons: 5, over: 0...100, kernel: 5)
    let area = zip(zip(smooth.times, smooth.times.dropFirst()), zip(smooth.values, smooth.values.dropFirst()))
      .reduce(0) { $0 + ($1.0.1 - $1.0.0) * ($1.1.0 + $1.1.1) / 2 }
    // But for what is made up near the ends.
    #expect(abs(area * 5 - 7) < 0.1)
    // A steady rate is steady up to the ends.
    let steady = PopulationRate((0..<1000).map { Double($0) + 0.5 }, neurons: 1, over: 0...1000, kernel: 20)
    #expect(steady.values.allSatisfy { abs($0 - 1) < 0.001 })
  }

  @Test func poissonPopulationsLookLikeThem() throws {
    let trains = (0..<200).map { SpikeTrainTests.poisson(rate: 0.02, over: 0...2000, seed: UInt64($0) + 100) }
    let spikes = trains.enumerated().flatMap { index, train in train.times.map { ($0, Int32(index)) } }.sorted {
      $0.0 < $1.0
    }
    let record = SpikeRecord(
      populations: [.init(name: "p", neurons: 0..<200)], span: 0...2000, times: spikes.map(\.0),
      neurons: spikes.map(\.1))
    #expect(abs((record.fano(of: 0..<200) ?? 0) - 1) < 0.3)
    #expect(abs((record.fano(of: 0..<200, window: 100) ?? 0) - 1) < 0.1)
    // Short trains miss long intervals: their CV is a little below 1.
    #expect(abs((record.mean(\.cv, of: 0..<200) ?? 0) - 0.98) < 0.05)
    // White: 2·rate/neurons in Hz²/Hz, here 2·20/200.
    let spectrum = try #require(record.spectrum(of: 0..<200, binsOf: 1, scale: 1000))
    let mean = spectrum.densities.reduce(0, +) / Double(spectrum.densities.count)
    #expect(abs(mean - 0.2) < 0.02)
    #expect(abs((spectrum.frequencies.last ?? 0) - 500) < 1e-9)
  }

  @Test func aRhythmIsFound() throws {
    // 100 neurons that all fire every 25 ms: 40 Hz.
    var times: [(Double, Int32)] = []
    for beat in 0..<80 {
      let start = Double(beat) * 25 + 5
      for neuron in 0..<100 { times.append((start + Double(neuron) * 0.01, Int32(neuron))) }
    }
    let record = SpikeRecord(
      populations: [.init(name: "p", neurons: 0..<100)], span: 0...2000, times: times.map(\.0), neurons: times.map(\.1))
    let spectrum = try #require(record.spectrum(of: 0..<100, binsOf: 2, scale: 1000))
    // The harmonics of a sharp beat are as strong, so the lowest is looked at.
    let low = zip(spectrum.frequencies, spectrum.densities).filter { $0.0 < 60 }.max { $0.1 < $1.1 }
    #expect(abs((low?.0 ?? 0) - 40) < 1.1)
  }
}
