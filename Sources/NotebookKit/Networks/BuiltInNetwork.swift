import Diagnostics
import Expressions

/// A published network, written in the notebook's own language.
struct BuiltInNetwork: Sendable {
  let name: String
  let aliases: [String]
  let title: String
  /// Where it is from: author, year, DOI.
  let source: String
  /// The keys of a `network` block.
  let text: String

  /// Every published network. Adding one is a value here.
  static let catalogue: [BuiltInNetwork] = [izhikevich2003]

  /// The keys as they are read from the text.
  ///
  /// - Parameter diagnostics: stays empty unless the text itself is wrong, which a test excludes.
  func arguments(_ diagnostics: inout [Diagnostic]) -> Arguments {
    let (body, found) = BodyParser.parse(Fragment(text, path: "network \(name)"))
    var reading = ArgumentReading(directive: "network", parameters: NotebookParameters(), labels: [:])
    let checker = ArgumentChecker(what: "network \(name)", parameters: NetworkKeys.all)
    let arguments = checker.read(body, label: nil, location: body.location, &reading)
    diagnostics += found + reading.diagnostics
    return arguments
  }

  /// The random network of the paper's last figure, as its published program has it: all are connected with all, and v takes
  /// two steps of half a millisecond for one of u. The program numbers milliseconds from 1; a spike's time here is that at which
  /// its millisecond begins.
  static let izhikevich2003 = BuiltInNetwork(
    name: "izhikevich-2003", aliases: ["izhikevich-2003-network"],
    title: "800 excitatory and 200 inhibitory cells",
    source: "E. M. Izhikevich, IEEE Trans. Neural Netw. 14 (2003) 1569, doi:10.1109/TNN.2003.820440",
    text: """
      populations:
        excitatory:
          size: 800
          model: izhikevich-2003
          draws: {r: uniform(0, 1)}
          parameters: {c: -65 + 15*r^2, d: 8 - 6*r^2}
          noise: {I: normal(0, 5) every 1 ms}
        inhibitory:
          size: 200
          model: izhikevich-2003
          draws: {r: uniform(0, 1)}
          parameters: {a: 0.02 + 0.08*r, b: 0.25 - 0.05*r, d: 2}
          noise: {I: normal(0, 2) every 1 ms}
      synapses:
        excitation: {from: excitatory, to: all, probability: 1, weight: uniform(0, 0.5), acts: I}
        inhibition: {from: inhibitory, to: all, probability: 1, weight: uniform(-1, 0), acts: I}
      method: sequential-euler
      substeps: {v: 2}
      step: 1 ms
      until: 1000 ms
      """)
}
