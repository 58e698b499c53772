extension Ticks {
  /// The same with each label's visibility: none sticks out of the axis further than there is room, and no two touch.
  ///
  /// Ordinary ticks fit on a page by choice; those that an author gave may not, and text on a telephone is larger.
  func placed(on scale: Scale, isHorizontal: Bool, before: Double = .infinity, after: Double = .infinity) -> Ticks {
    let axis = LabelledAxis(scale: scale, isHorizontal: isHorizontal, before: before, after: after)
    var ticks = self
    for index in labelled.indices where axis.sticksOut(labelled[index], size: Lettering.size) {
      ticks.labelled[index].visibility = .never
    }
    while let index = axis.firstClash(ticks.labelled.shown(.always), size: Lettering.size) {
      ticks.labelled[ticks.labelled.shown(.always)[index].offset].visibility = .never
    }
    for index in labelled.indices
    where ticks.labelled[index].visibility == .always && axis.sticksOut(labelled[index], size: Lettering.largestSize) {
      ticks.labelled[index].visibility = .wide
    }
    if axis.firstClash(ticks.labelled.shown(.always), size: Lettering.largestSize) != nil {
      for index in labelled.indices where ticks.labelled[index].visibility == .always && !labelled[index].isRound {
        ticks.labelled[index].visibility = .wide
      }
    }
    while let index = axis.firstClash(ticks.labelled.shown(.always), size: Lettering.largestSize) {
      ticks.labelled[ticks.labelled.shown(.always)[index].offset].visibility = .wide
    }
    return ticks
  }
}

/// An axis with what is free beyond its ends, in user units.
private struct LabelledAxis {
  let scale: Scale
  let isHorizontal: Bool
  let before: Double
  let after: Double

  func sticksOut(_ tick: Tick, size: Double) -> Bool {
    guard isHorizontal else { return false }
    let (at, half) = (scale.position(tick.value), Lettering.width(tick.label, size: size) / 2)
    return scale.start - (at - half) > before || at + half - scale.end > after
  }

  /// The later one, in the list, of the first two labels with too little between them.
  func firstClash(_ ticks: [EnumeratedSequence<[Tick]>.Element], size: Double) -> Int? {
    ticks.indices.dropFirst().first { index in
      let (one, other) = (ticks[index - 1].element, ticks[index].element)
      let distance = abs(scale.position(other.value) - scale.position(one.value))
      let taken =
        isHorizontal
        ? (Lettering.width(one.label, size: size) + Lettering.width(other.label, size: size)) / 2 + size * 0.5
        : size * 1.1
      return distance < taken
    }
  }
}

extension [Tick] {
  fileprivate func shown(_ visibility: Tick.Visibility) -> [EnumeratedSequence<[Tick]>.Element] {
    enumerated().filter { $0.element.visibility == visibility && !$0.element.label.isEmpty }
  }
}
