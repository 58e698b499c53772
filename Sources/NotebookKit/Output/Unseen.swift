import Diagnostics
import Plotting

/// What a figure was asked to show, and does not.
enum Unseen {
  /// - Parameters:
  ///   - kind: where the kind of the figure stands, or its block.
  ///   - log: where its logarithmic axes are named; those that a kind has by itself may leave out what is zero.
  static func warnings(_ figure: Figure, at kind: Location, log: Location?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let count = figure.undrawable - begunAtZero(figure)
    if count > 0, let log {
      found.append(
        .warning(
          "\(count) value\(count == 1 ? " is" : "s are") not above zero, and a logarithmic axis does not show \(count == 1 ? "it" : "them")",
          at: log, hint: "leave 'log' out, or plot what stays above zero"))
    }
    let panels = Array(zip(figure.panels, figure.frames))
    if !panels.isEmpty, count == 0, panels.allSatisfy({ isEmpty($0, $1) }) {
      found.append(
        .warning("the figure is empty: nothing lies within its axes", at: kind, hint: "'range' says what the axes show")
      )
    }
    return found
  }

  /// How many curves begin at zero on a logarithmic axis, as a concentration before its dose: nothing is hidden by that.
  private static func begunAtZero(_ figure: Figure) -> Int {
    figure.panels.flatMap { panel in
      panel.marks.compactMap { $0 as? Line }.filter { line in
        guard line.x.count > 1, let x = line.x.first, let y = line.y.first else { return false }
        return panel.y.scale == .logarithmic && y == 0 && x.isFinite
          || panel.x.scale == .logarithmic && x == 0 && y.isFinite
      }
    }.count
  }

  /// Whether all its marks are of those that show places, and none of these is inside.
  private static func isEmpty(_ panel: Panel, _ frame: Frame) -> Bool {
    panel.marks.allSatisfy { mark in
      (mark is Line || mark is Dots || mark is Jumps)
        && mark.obstacles(in: frame).allSatisfy { !frame.contains($0) }
    }
  }
}
