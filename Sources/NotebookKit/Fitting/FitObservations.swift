import Diagnostics
import Expressions
import Learning
import Markup

/// The data of a fit, in the units of its model.
extension FitRequest {
  /// All recordings, from the data by their labels; nothing where some were not made.
  func recordings(_ data: (String) -> DataResult?) throws(QueryFailure) -> Recordings? {
    var all: [Recording] = []
    for recording in recordings {
      guard let data = data(recording.dataLabel) else { return nil }
      all.append(
        Recording(fitModel(recording), try observations(data, recording), unknowns: recording.unknowns))
    }
    let total = all.reduce(0) { $0 + $1.data.count }
    func count(of place: Int) -> Int {
      all.reduce(0) { $0 + $1.data.values[place].count { !$0.isNaN } }
    }
    if let empty = columns.indices.first(where: { count(of: $0) == 0 }) {
      throw QueryFailure(
        "\(recordings.count == 1 ? "'\(recordings[0].dataLabel)' has" : "there is") no value of '\(columns[empty].name)'",
        hint: "with 'use' fewer columns count")
    }
    guard total > unknowns.count else {
      throw QueryFailure(
        "\(total) values for \(unknowns.count) unknowns", hint: "a fit wants more data than unknowns")
    }
    if noise == nil, columns.count > 1,
      let few = columns.indices.first(where: { count(of: $0) < 3 })
    {
      let count = count(of: few)
      throw QueryFailure(
        "\(count) value\(count == 1 ? "" : "s") of '\(columns[few].name)' cannot tell its noise, by which it weighs beside the others",
        hint: "give 'noise', the standard deviation of each, or leave it out with 'use'")
    }
    return Recordings(fitUnknowns, all)
  }

  /// One recording in the units of the model.
  private func observations(_ data: DataResult, _ recording: Recorded) throws(QueryFailure) -> Observations {
    let whole = data
    let needed = needed(recording)
    let (dataLabel, timeColumn) = (recording.dataLabel, recording.timeColumn)
    let own = recording.columns
    let data = whole.complete(needed.map { [$0] } ?? []).having(own.map(\.name))
    guard data.count > 0 else {
      let names = (needed.map { [$0] } ?? own.map(\.name)).map { "'\($0)'" }
      throw QueryFailure("no row of '\(dataLabel)' has a value of \(names.joined(separator: " or "))")
    }
    func column(_ name: String, _ unit: Unit?, in target: Unit?) -> [Double] {
      (data.numbers[name] ?? []).map { Quantity($0, unit: unit).magnitude(in: target) ?? $0 }
    }
    let times = column(timeColumn?.name ?? "t", timeColumn?.unit, in: model.timeUnit)
    if let row = times.indices.dropFirst().first(where: { times[$0 - 1] > times[$0] }) {
      throw QueryFailure(
        "the times of '\(dataLabel)' do not rise: \(Digits.compact(times[row], 6)) comes after \(Digits.compact(times[row - 1], 6)), in \(data.place(ofRow: row))",
        hint: "sort the rows by time")
    }
    let values = columns.map { wanted in
      // What this recording did not measure is missing in it.
      own.first { $0.name == wanted.name }.map { column($0.name, $0.unit, in: $0.modelUnit) }
        ?? Array(repeating: .nan, count: times.count)
    }
    let noise = try deviations(values, times, data)
    var observations = Observations(
      times: times, states: columns.map(\.state), values: values, noise: noise.common, spreads: noise.each)
    observations.rowsLeftOut = whole.count - data.count
    return observations
  }

  /// The noise of the columns, and where some is a part of what was measured that of each value.
  private func deviations(
    _ values: [[Double]], _ times: [Double], _ data: DataResult
  ) throws(QueryFailure) -> (common: [Double]?, each: [[Double]]?) {
    guard let noise, self.noise.hasSpreads else { return (noise?.map(\.absolute), nil) }
    let each = zip(noise, values).map { size, column in
      column.map { $0.isNaN ? 1 : size.deviation(at: $0) }
    }
    for (place, column) in each.enumerated() {
      guard let row = column.firstIndex(of: 0) else { continue }
      throw QueryFailure(
        "'\(columns[place].name)' is 0 at \(Digits.compact(times[row], 6)), in \(data.place(ofRow: row)), where a percentage leaves no noise",
        hint: "add what there is at least, as in '0.1 + 8 %', or leave the row out")
    }
    return (noise.map { _ in 1 }, each)
  }
}
