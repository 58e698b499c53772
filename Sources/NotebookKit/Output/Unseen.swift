import Diagnostics
import Plotting

/// What a figure was asked to show, and does not.
enum Unseen {
  /// - Parameters:
  ///   - kind: where the kind of the figure stands, or its block.
  ///   - log: where its logarithmic axes are named; those that a kind has by itself may leave out what is zero.
  static func warnings(_ figure: Figure, at kind: Location, log: Location?) -> [Diagnostic] {
    var found: [Diagnostic] = []
    let count = figure.undrawable
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

  /// Whether all its marks are of those that show places, and none of these is inside.
  private static func isEmpty(_ panel: Panel, _ frame: Frame) -> Bool {
    panel.marks.allSatisfy { mark in
      (mark is Line || mark is Dots || mark is Jumps)
        && mark.obstacles(in: frame).allSatisfy { !frame.contains($0) }
    }
  }
}
