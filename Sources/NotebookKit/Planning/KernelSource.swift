import Diagnostics
import Dynamics
import Expressions

/// The C file with the right-hand sides, Jacobians and event margins of the built-in models, printed from the models' own text.
///
/// `make kernels` writes it; a test holds the committed file against it.
package enum KernelSource {
  /// The file of single systems.
  package static var text: String {
    let sorted = parts
    var text = """
      // The right-hand sides of the built-in models. Made by `make kernels` from their text: do not edit.

      #include "Kernels.h"
      #include "Steps.h"

      #include <math.h>

      // A product and a sum stay two roundings on every machine.
      #pragma STDC FP_CONTRACT OFF

      static inline double exprel(double x) { return x == 0 ? 1 : expm1(x) / x; }

      """
    for (index, item) in sorted.enumerated() {
      text += "\n// \(item.name)\n\(item.part.c(named: "field_\(index)"))\n"
      if let dimension = item.dimension { text += "NOTEBOOK_STEPS(field_\(index), \(dimension))\n" }
    }
    text += "\nconst struct notebook_kernel notebook_kernels[] = {\n"
    for (index, item) in sorted.enumerated() {
      let steps = item.dimension == nil ? "{0}" : "NOTEBOOK_STEPS_OF(field_\(index))"
      text += "    {\(item.fingerprint)u, field_\(index), \(steps)},\n"
    }
    text += "};\n\nconst long notebook_kernel_count = \(sorted.count);\n"
    return text
  }

  /// The file of many copies side by side: right-hand sides alone.
  package static var lanes: String {
    let fields = parts.filter { $0.dimension != nil }
    var text = """
      // The right-hand sides of the built-in models on vectors of lanes. Made by `make kernels`: do not edit.

      """
    for (index, item) in fields.enumerated() {
      text += "\n// \(item.name)\n\(item.part.lanes(named: "lanes_\(index)", inputs: item.inputs))\n"
    }
    text += "\nstatic const struct notebook_lane_kernel lane_kernels[] = {\n"
    for (index, item) in fields.enumerated() {
      text += "    {\(item.fingerprint)u, NOTEBOOK_LANES_OF(lanes_\(index))},\n"
    }
    return text + "};\n"
  }

  private struct Item {
    let fingerprint: UInt64
    let part: StatePart
    let name: String
    /// For right-hand sides.
    let dimension: Int?
    /// The places of its values that the model's inputs set.
    let inputs: Set<Int>
  }

  /// Every part that is worth compiling, ascending by fingerprint.
  private static var parts: [Item] {
    var parts: [UInt64: Item] = [:]
    for model in BuiltInModel.catalogue {
      for preset in [nil] + model.presets.map({ Optional($0) }) {
        var diagnostics: [Diagnostic] = []
        let layers = model.layers(preset: preset, &diagnostics)
        guard let definition = ModelDefinition(layers: layers, &diagnostics) else { continue }
        for locates in [true, false] {
          let problem = definition.problem(from: 0, to: 1, locatesSurfaces: locates)
          let name = [model.name, preset?.name].compactMap { $0 }.joined(separator: " ")
          for (program, what) in [(problem.field, ""), (problem.jacobian, ": Jacobian"), (problem.margins, ": events")]
          {
            let dimension = what.isEmpty ? problem.dimension : nil
            let part = StatePart(program)
            if parts[part.fingerprint] == nil, !part.steps.isEmpty {
              parts[part.fingerprint] = Item(
                fingerprint: part.fingerprint, part: part, name: name + what, dimension: dimension,
                inputs: dimension == nil ? [] : inputs(of: part, in: definition))
            }
          }
        }
      }
    }
    return parts.sorted { $0.key < $1.key }.map(\.value)
  }

  /// The values of a right-hand side that follow from the model's inputs: with these as parameters, it is the same part.
  private static func inputs(of part: StatePart, in definition: ModelDefinition) -> Set<Int> {
    let names = definition.inputs.map(\.name)
    guard !names.isEmpty, let family = ModelFamily(definition, varying: names, from: 0, to: 1) else { return [] }
    let ensemble = family.ensemble(names.map { _ in [0] })
    let program = ensemble.problem.field
    let opened = StatePart(program)
    guard opened == part || opened.fingerprint == part.fingerprint else { return [] }
    var following = Set(ensemble.differences.map { UInt32(program.layout.firstParameter + $0.parameter) })
    for step in program.sections.joined() where !following.isDisjoint(with: step.operands) {
      following.insert(step.target)
    }
    return Set(opened.values.indices.filter { following.contains(opened.values[$0]) })
  }
}
