/// Marks on one pair of axes.
package struct Panel: Sendable {
  package var title: String?
  package var x: Axis
  package var y: Axis
  /// Drawn in this order, the last on top.
  package var marks: [any Mark]
  /// The height of the frame in user units; without it, the figure's.
  package var height: Double?
  /// One unit of x is as long as one of y, as a complex plane wants: the shorter range is widened.
  package var hasEqualUnits: Bool

  package init(
    _ title: String? = nil, x: Axis, y: Axis, height: Double? = nil, hasEqualUnits: Bool = false, marks: [any Mark]
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.height = height
    self.hasEqualUnits = hasEqualUnits
    self.marks = marks
  }

  /// How many values the axes have no place for, so that the page can say so.
  package var undrawable: Int {
    marks.reduce(0) { $0 + $1.undrawable(x: x.scale, y: y.scale) }
  }
}
