/// A column of a table: where its cells stand, and the lines beside it.
struct Column: Sendable {
  enum Place: Sendable {
    case left, centre, right
  }

  var place: Place
  var barsBefore = 0
  var barsAfter = 0

  init(_ place: Place) { self.place = place }

  var classes: [String] {
    var names: [String] = []
    switch place {
    case .left: names.append("l")
    case .right: names.append("r")
    case .centre: break
    }
    if barsBefore > 0 { names.append("bar") }
    if barsAfter > 0 { names.append("bar-after") }
    return names
  }
}
