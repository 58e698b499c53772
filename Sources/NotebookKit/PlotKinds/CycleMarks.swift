import Dynamics
import Expressions
import Plotting

/// Branches of cycles in a bifurcation diagram: the greatest and the least value of a state on each.
struct CycleMarks {
  private let branches: [CycleBranch]
  private let state: Int
  private let parameter: String

  init(_ branches: [CycleBranch], state: Int, of parameter: String) {
    self.branches = branches
    self.state = state
    self.parameter = parameter
  }

  /// Where a branch was followed no further, though it goes on.
  var notes: [String] {
    branches.compactMap { branch in
      guard let last = branch.points.last else { return nil }
      let place =
        "\(MathWriter().text(parameter)) = \(NumberFormat(.general, 4).text(abs(last.parameter) < 1e-12 ? 0 : last.parameter))"
      switch branch.end {
      case .lost, .steps: return "a branch of cycles was followed no further than \(place)"
      case .family: return "at \(place) there are cycles of every size; what branches off from them is not followed"
      default: return nil
      }
    }
  }

  var marks: [any Mark] {
    // Cycles of every size beside one another neither attract nor repel, but for rounding.
    let (neutral, others) = (branches.filter { $0.end == .family }, branches.filter { $0.end != .family })
    let lines: [any Mark] = [
      line("stable cycles", others, Style(.slot(4), weight: .strong)) { $0.isStable && $1.isStable },
      line("unstable cycles", others, Style(.slot(4), dash: .dashed)) { !($0.isStable && $1.isStable) },
      line("cycles of every size", neutral, Style(.slot(4), dash: .dotted)) { _, _ in true },
    ].filter { !$0.x.isEmpty }
    let points = branches.flatMap(\.bifurcations).flatMap { found -> [any Mark] in
      let (x, y) = (found.point.parameter, found.point.extent[state].upperBound)
      let text = "\(found.kind.rawValue), \(NumberFormat(.general, 4).text(x))"
      return [
        Dots(x: [x], y: [y], style: Style(.slot(4)), radius: 4.5), Label(text, x: x, y: y, side: .right),
      ]
    }
    let ends = branches.compactMap { branch -> Label? in
      guard let name = branch.end.name, let parameter = branch.endlessParameter, let last = branch.points.last else {
        return nil
      }
      return Label(
        "\(name), \(NumberFormat(.general, 4).text(parameter))", x: parameter, y: last.extent[state].upperBound,
        side: .right)
    }
    return lines + points + ends
  }

  /// The pieces of branches between cycles that are meant.
  private func line(
    _ name: String, _ branches: [CycleBranch], _ style: Style, _ isMeant: (CyclePoint, CyclePoint) -> Bool
  ) -> Line {
    var segments = Segments()
    for branch in branches {
      for part in [\ClosedRange<Double>.upperBound, \.lowerBound] {
        for (here, next) in zip(branch.points, branch.points.dropFirst())
        where isMeant(here, next) {
          let ends = [here, next].map { ($0.parameter, $0.extent[state][keyPath: part]) }
          segments.add(ends[0], ends[1])
        }
      }
    }
    return Line(name, x: segments.x, y: segments.y, style: style)
  }
}
