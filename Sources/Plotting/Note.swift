import Markup

/// A short text in a panel, with the places it may take, best first.
package struct Note: Sendable {
  package struct Spot: Sendable, Equatable {
    package var at: Point
    package var anchor: Anchor

    package init(_ at: Point, _ anchor: Anchor) {
      self.at = at
      self.anchor = anchor
    }
  }

  /// Which part of the text stands at the point; the point is on the text's middle height.
  package enum Anchor: String, Sendable { case start, middle, end }

  package let text: String
  package let style: Style
  package let spots: [Spot]
  /// What becomes of it when all spots are taken.
  package let otherwise: Otherwise

  package enum Otherwise: Sendable, Equatable {
    /// It is drawn all the same, where it covers least.
    case covers
    /// It goes.
    case goes
    /// Its text stands in the list of names, beside this.
    case joinsLegend(LegendEntry.Symbol)
  }

  package init(_ text: String, style: Style, spots: [Spot], otherwise: Otherwise = .covers) {
    self.text = text
    self.style = style
    self.spots = spots
    self.otherwise = otherwise
  }
}

/// The notes of a panel, each where it covers least.
struct PlacedNotes {
  private(set) var markup: [Markup] = []
  /// Those that had no place, for the list of names.
  private(set) var legend: [LegendEntry] = []

  init(_ marks: [any Mark], in frame: Frame) {
    let notes = marks.flatMap { $0.notes(in: frame) }
    guard !notes.isEmpty else { return }
    var occupancy = Occupancy(frame, obstacles: marks.flatMap { $0.obstacles(in: frame) })
    for note in notes {
      if let spot = occupancy.place(note) {
        markup.append(note.markup(at: spot))
      } else if case .joinsLegend(let symbol) = note.otherwise {
        legend.append(LegendEntry(note.text, symbol))
      }
    }
  }
}

/// What of a panel is taken by data and texts, in squares of a few units.
struct Occupancy {
  private static let square = 4.0
  /// Notes are set smaller than tick labels; their boxes are reckoned at the size of a telephone's screen.
  private static let size = 16.2

  private let frame: Frame
  private let columns: Int
  private let rows: Int
  private var taken: [UInt8]

  init(_ frame: Frame, obstacles: [Point]) {
    self.frame = frame
    columns = max(1, Int(frame.width / Self.square) + 1)
    rows = max(1, Int(frame.height / Self.square) + 1)
    taken = Array(repeating: 0, count: columns * rows)
    for point in obstacles where frame.contains(point) {
      taken[index(column(point.x), row(point.y))] = 1
    }
  }

  /// The best spot, now taken.
  mutating func place(_ note: Note) -> Note.Spot? {
    var best: (spot: Note.Spot, cost: Int)?
    for spot in note.spots {
      let cost = self.cost(box(note.text, spot))
      if cost < best?.cost ?? .max { best = (spot, cost) }
      if cost == 0 { break }
    }
    guard let best, note.otherwise == .covers || best.cost == 0 else { return nil }
    take(box(note.text, best.spot))
    return best.spot
  }

  private struct Box { var left, top, right, bottom: Double }

  private func box(_ text: String, _ spot: Note.Spot) -> Box {
    let width = Lettering.width(text, size: Self.size)
    let left =
      switch spot.anchor {
      case .start: spot.at.x
      case .middle: spot.at.x - width / 2
      case .end: spot.at.x - width
      }
    return Box(left: left, top: spot.at.y - Self.size * 0.55, right: left + width, bottom: spot.at.y + Self.size * 0.55)
  }

  /// Squares of data count one, of texts many, and so does each that sticks out of the frame.
  private func cost(_ box: Box) -> Int {
    let outside =
      max(0, frame.left - box.left) + max(0, box.right - frame.right) + max(0, frame.top - box.top)
      + max(0, box.bottom - frame.bottom)
    var cost = Int(outside.rounded(.up)) * 20
    for row in row(box.top)...row(box.bottom) {
      for column in column(box.left)...column(box.right) { cost += Int(taken[index(column, row)]) }
    }
    return cost
  }

  private mutating func take(_ box: Box) {
    for row in row(box.top)...row(box.bottom) {
      for column in column(box.left)...column(box.right) { taken[index(column, row)] = 50 }
    }
  }

  private func column(_ x: Double) -> Int { max(0, min(Int((x - frame.left) / Self.square), columns - 1)) }
  private func row(_ y: Double) -> Int { max(0, min(Int((y - frame.top) / Self.square), rows - 1)) }
  private func index(_ column: Int, _ row: Int) -> Int { row * columns + column }
}

extension Note {
  func markup(at spot: Spot) -> Markup {
    var attributes = [Markup.Attribute("class", "note \(style.colourClass)")]
    attributes.append(.init("x", Digits.coordinate(spot.at.x)))
    attributes.append(.init("y", Digits.coordinate(spot.at.y)))
    attributes.append(.init("dy", ".35em"))
    if spot.anchor != .start { attributes.append(.init("text-anchor", spot.anchor.rawValue)) }
    return .element("text", attributes: attributes, content: Lettering.content(text))
  }
}
