package import Dynamics

/// The whole state of a training as bytes, and back: it goes on to the same bits.
///
/// A version, what the training was of, the state, and a checksum over all of it; numbers are little-endian.
extension PerceptronTraining {
  private static var version: UInt64 { 1 }

  package var checkpoint: [UInt8] {
    var bytes = SealedWriter()
    bytes.write(Self.version)
    bytes.write(identity)
    for number in [epoch, phase, phaseEpoch] { bytes.write(UInt64(number)) }
    bytes.write(parameters)
    switch optimiser {
    case .none: bytes.write(0 as UInt64)
    case .adam(let adam):
      bytes.write(1 as UInt64)
      adam.write(to: &bytes)
    case .lbfgs(let lbfgs):
      bytes.write(2 as UInt64)
      lbfgs.write(to: &bytes)
    }
    bytes.write(UInt64(history.rows.count))
    for row in history.rows {
      bytes.write(UInt64(row.epoch))
      bytes.write(UInt64(row.phase))
      bytes.write([row.losses.physics, row.losses.initial, row.losses.data, row.total, row.rate])
    }
    bytes.write(UInt64(best.epoch))
    bytes.write([best.value])
    bytes.write(best.parameters)
    bytes.write(outcomeCode.kind)
    bytes.write(outcomeCode.epoch)
    return bytes.sealed
  }

  /// Goes on from a checkpoint; nothing if it is damaged, of another version, or of a training with another problem,
  /// options or data. The number of workers may differ.
  package init?(
    _ problem: Problem, _ options: PerceptronOptions, _ data: PerceptronData = .none, checkpoint: [UInt8]
  ) {
    self.init(problem, options, data)
    guard var bytes = SealedReader(sealed: checkpoint), bytes.number() == Self.version, bytes.number() == identity,
      let epoch = bytes.count(), let phase = bytes.count(), let phaseEpoch = bytes.count(),
      let parameters = bytes.numbers(), parameters.count == self.parameters.count, phase <= options.phases.count
    else { return nil }
    (self.epoch, self.phase, self.phaseEpoch, self.parameters) = (epoch, phase, phaseEpoch, parameters)
    let kind = bytes.number()
    switch (kind, start(phase)) {
    case (0, .none): optimiser = .none
    case (1, .adam(var adam)):
      guard adam.read(from: &bytes) else { return nil }
      optimiser = .adam(adam)
    case (2, .lbfgs(var lbfgs)):
      guard lbfgs.read(from: &bytes) else { return nil }
      optimiser = .lbfgs(lbfgs)
    default: return nil
    }
    guard let rows = bytes.count() else { return nil }
    for _ in 0..<rows {
      guard let epoch = bytes.count(), let phase = bytes.count(), let numbers = bytes.numbers(), numbers.count == 5
      else { return nil }
      var losses = Losses()
      (losses.physics, losses.initial, losses.data) = (numbers[0], numbers[1], numbers[2])
      history.rows.append(
        PerceptronHistory.Row(epoch: epoch, phase: phase, losses: losses, total: numbers[3], rate: numbers[4]))
    }
    guard let bestEpoch = bytes.count(), let value = bytes.numbers(), value.count == 1,
      let bestParameters = bytes.numbers(), let outcomeKind = bytes.number(), let outcomeEpoch = bytes.count(),
      bytes.isAtEnd
    else { return nil }
    best = Best(value: value[0], epoch: bestEpoch, parameters: bestParameters)
    switch outcomeKind {
    case 0: outcome = nil
    case 1: outcome = .finished
    case 2: outcome = .stoppedEarly(best: outcomeEpoch)
    case 3: outcome = .stalled(epoch: outcomeEpoch)
    case 4: outcome = .notFinite(epoch: outcomeEpoch)
    default: return nil
    }
  }

  private var outcomeCode: (kind: UInt64, epoch: UInt64) {
    switch outcome {
    case .finished: (1, 0)
    case .stoppedEarly(let epoch): (2, UInt64(epoch))
    case .stalled(let epoch): (3, UInt64(epoch))
    case .notFinite(let epoch): (4, UInt64(epoch))
    case nil, .paused, .outOfTime, .cancelled: (0, 0)
    }
  }

  /// A digest of what training depends on: the text of its values, without the number of workers.
  private var identity: UInt64 {
    var alike = options
    alike.workers = 1
    var digest = SealedWriter.digest(Array("\(alike)".utf8))
    for part in ["\(problem)", "\(data)"] { digest = SealedWriter.digest(Array(part.utf8), from: digest) }
    return digest
  }
}
