package import Expressions
import Learning

/// A model that was fitted to several recordings at once: its estimates, and for each recording a curve.
package struct JointFit: Queryable, Parted {
  let estimates: Estimates
  let curves: [FitResult]

  package var parts: [(name: String, result: any Queryable)] { curves.map { ($0.recordingName ?? "", $0) } }

  init(_ request: FitRequest, _ report: FitReport, _ curves: [FitResult]) {
    self.curves = curves
    estimates = Estimates(
      report: report, unknowns: request.unknowns, measured: curves[0].estimates.measured,
      stateNames: request.model.stateNames, noise: request.noise)
  }

  /// - Parameter curves: the shapes of the recordings' curves, by name.
  static func shape(_ request: FitRequest, _ curves: [(name: String, shape: Shape)]) -> Shape {
    let shared = Estimates.queries(request.unknowns.filter { $0.recording == nil }).map { query in
      query.name == "noise"
        ? Query("noise", [.name(request.columns.map(\.name))], gives: .number, query.meaning)
          .measured(byName: request.recordings[0].facts.observed.units) : query
    }
    let recordings = curves.map { curve in
      Query(curve.name, gives: .object(curve.shape), "the curve of the recording \(curve.name), and what is its own")
    }
    var shape = Shape("a fit of \(curves.count) recording\(curves.count == 1 ? "" : "s")", shared + recordings)
    let own = Set(request.unknowns.filter { $0.recording != nil }.map(\.queryName))
    for name in own {
      shape.absent[name] =
        "each recording has one of its own, behind its name: \(curves.map { "'\(Expression.member($0.name)).\(name)'" }.joined(separator: ", "))"
    }
    return shape
  }

  /// A name for a file of each curve: the recording's where it is plain, and no two alike on any system.
  var fileNames: [String] {
    var taken: Set<String> = []
    return curves.enumerated().map { place, curve in
      var name = curve.recordingName ?? ""
      let isPlain =
        !name.isEmpty && name.utf8.count < 100
        && name.utf8.allSatisfy { byte in
          byte < 128 && (Character(Unicode.Scalar(byte)).isLetter || Character(Unicode.Scalar(byte)).isNumber)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
        }
      if !isPlain || !taken.insert(name.lowercased()).inserted {
        name = "recording-\(place + 1)"
        while !taken.insert(name).inserted { name += "-" }
      }
      return name
    }
  }

  package func answer(_ query: String, _ arguments: [QueryArgument]) throws(QueryFailure) -> Value {
    if let curve = curves.first(where: { $0.recordingName == query }) { return .object(curve) }
    if let answer = try estimates.answer(query, arguments) { return answer }
    throw QueryFailure("a fit of several recordings has no '\(query)'")
  }
}
