import Dynamics
import Expressions
import Learning
import NotebookKit

extension Case {
  /// An epoch of the guided course network on one thread: 4 × 128 tanh, 2000 collocation points with their tangents,
  /// 1001 data rows, forward, backward and a step of Adam.
  static let perceptron = Case(name: "perceptron") {
    guard let course = GuidedCourse() else { return [] }
    var training = course.training
    training.run(epochs: 3)
    let times = (0..<30).map { _ in Clock.best(of: 1) { training.run(epochs: 1) } }.sorted()
    let (least, median) = (times[0], times[times.count / 2])
    Clock.consume(training.parameters[0])
    // Three products of 128 × 128 for each of 2000 values, 2000 tangents and 1002 values, and twice that on the way
    // back.
    let operations = 1.475e9
    return [
      Line("epoch of the guided course network, median", 1e3 * median, unit: "ms", atMost: nil),
      Line("the same, least", 1e3 * least, unit: "ms", atMost: nil),
      Line("the same", operations / least * 1e-9, unit: "GFLOP/s", atMost: nil),
    ]
  }

  /// Whole trainings, which take minutes: until v is as near to Euler's samples as the course reports, and to the end.
  static let perceptronFull = Case(name: "perceptron-full", isLong: true) {
    guard let better = GuidedCourse(isBetter: true), let course = GuidedCourse() else { return [] }
    return better.lines("made better") + course.lines("of the course")
  }
}

/// The guided training on the regular-spiking cell, as the course did it or made better, and its error.
struct GuidedCourse {
  let training: PerceptronTraining
  private let data: PerceptronData

  init?(isBetter: Bool = false) {
    guard let problem = Models.regularSpiking()?.problem(from: 0, to: 1000), let euler = Method.named("explicit-euler")
    else { return nil }
    let samples = euler.solve(problem, Settings(step: 1, eventTimes: .grid)).trajectory
    let weighed = PerceptronData.courseGuided(samples, peak: 35)
    data = isBetter ? PerceptronData(times: weighed.times, states: weighed.states) : weighed
    training = PerceptronTraining(problem, isBetter ? .guided(problem, data) : .courseGuided(problem, data), data)
  }

  /// Trains to the end, and says how it went.
  func lines(_ name: String) -> [Line] {
    var training = training
    var lines: [Line] = []
    var seconds = 0.0
    var wasReached = false
    while training.outcome == nil {
      seconds += Clock.best(of: 1) { training.run(epochs: 50) }
      let error = error(of: training)
      if training.epoch.isMultiple(of: 500) || training.outcome != nil {
        print("\(name), epoch \(training.epoch), \(Line.short(seconds)) s: v RMSE \(Line.short(error)) mV")
      }
      if error <= 0.507, !wasReached {
        wasReached = true
        lines.append(Line("\(name), epochs to v RMSE 0.507 mV", Double(training.epoch), unit: "epochs", atMost: nil))
        lines.append(Line("\(name), to there", seconds, unit: "s", atMost: nil))
      }
    }
    return lines + [
      Line("\(name), all \(training.epoch) epochs", seconds, unit: "s", atMost: nil),
      Line("\(name), v RMSE at the end", error(of: training), unit: "mV", atMost: 0.507),
    ]
  }

  /// The root mean square difference of v from the samples, in mV.
  func error(of training: PerceptronTraining) -> Double {
    let prediction = training.predict(at: data.times)
    let sum = data.times.indices.reduce(0.0) { sum, row in
      let difference = prediction.state(row, 0) - data.states[row * prediction.dimension]
      return sum + difference * difference
    }
    return (sum / Double(data.times.count)).squareRoot()
  }
}
