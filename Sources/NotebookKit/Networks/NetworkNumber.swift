import Diagnostics
import Dynamics
import Expressions

/// A number of a network that a sweep may vary: `seed`, `step`, `e.size`, `e.I`, `ie.decay`.
struct NetworkNumber: Sendable {
  enum Place: Sendable {
    case whole(any AnyParameter)
    /// A key of a population.
    case population(String, any AnyParameter)
    /// A parameter, an input or a state of a population's model, by its name.
    case model(String, Parameter<[ModelLayer.Item]>, String)
    /// A key of a group of synapses.
    case synapses(String, any AnyParameter)
  }

  let name: String
  let place: Place
  let unit: Unit?
  /// Whether another unit is a mistake; what the unit of a weight has to be is known where it acts.
  var hasUnit = true
  /// Whether it is an input that changes with time by itself.
  var hasOwnCourse = false

  var isSeed: Bool { name == NetworkKeys.seed.name }

  /// All numbers that may vary.
  static func all(_ drafts: [PopulationDraft], _ synapses: [LayeredArguments], timeUnit: Unit?) -> [NetworkNumber] {
    var numbers = [
      NetworkNumber(name: "seed", place: .whole(NetworkKeys.seed), unit: nil),
      NetworkNumber(name: "step", place: .whole(NetworkKeys.step), unit: timeUnit),
    ]
    for draft in drafts {
      let (owner, model) = (draft.name, draft.model)
      numbers.append(
        NetworkNumber(name: "\(owner).size", place: .population(owner, PopulationKeys.size), unit: nil))
      let names = [
        (model.parameterNames, PopulationKeys.parameters), (model.inputs.map(\.name), PopulationKeys.input),
        (model.stateNames, PopulationKeys.initial),
      ]
      for (known, key) in names {
        numbers += known.map { name in
          NetworkNumber(
            name: "\(owner).\(name)", place: .model(owner, key, name), unit: model.unit(of: name),
            hasOwnCourse: model.hasOwnCourse(ofInput: name))
        }
      }
    }
    for group in synapses {
      let owner = group.name.text
      for key in SynapseKeys.numbers {
        let isTime = key.name == SynapseKeys.delay.name || key.name == SynapseKeys.decay.name
        numbers.append(
          NetworkNumber(
            name: "\(owner).\(key.name)", place: .synapses(owner, key), unit: isTime ? timeUnit : nil,
            hasUnit: isTime || !key.mayHaveUnit))
      }
    }
    return numbers
  }
}

extension SynapseKeys {
  /// Those that hold a number, or may.
  static let numbers: [any AnyParameter] = [probability, inDegree, rate, weight, delay, decay, reversal]
}

extension AnyParameter {
  fileprivate var mayHaveUnit: Bool { name != SynapseKeys.probability.name && name != SynapseKeys.inDegree.name }
}
