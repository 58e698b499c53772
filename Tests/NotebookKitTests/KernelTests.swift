import Diagnostics
import Dynamics
import Expressions
import Foundation
import NotebookKit
import Testing

/// The compiled right-hand sides are the models' own text, and give the machine's bits.
@Suite struct KernelTests {
  @Test(arguments: [("models.c", KernelSource.text), ("lanes.h", KernelSource.lanes)])
  func theCommittedFileIsWhatTheModelsPrint(name: String, text: String) throws {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let committed = try String(contentsOf: root.appending(path: "Sources/Kernels/Generated/\(name)"), encoding: .utf8)
    #expect(committed == text, "run 'make kernels'")
  }

  @Test(arguments: BuiltInModel.catalogue.indices)
  func compiledAndInterpretedGiveTheSameBits(index: Int) throws {
    let model = BuiltInModel.catalogue[index]
    for preset in [nil] + model.presets.map({ Optional($0) }) {
      var diagnostics: [Diagnostic] = []
      let definition = try #require(ModelDefinition(layers: model.layers(preset: preset, &diagnostics), &diagnostics))
      let problem = definition.problem(from: 0, to: 100)
      for program in [problem.field, problem.jacobian, problem.margins] where !program[.states].isEmpty {
        let compiled = Machine(program, parameters: problem.parameters)
        let interpreted = Machine(program, parameters: problem.parameters, mayBeCompiled: false)
        #expect(compiled.isCompiled, "\(model.name) \(preset?.name ?? "")")
        for step in 0..<50 {
          let state = problem.initial.enumerated().map {
            $0.element * (1 + 0.03 * Double(step)) + 0.01 * Double($0.offset)
          }
          let (a, b) = (compiled.results(3.7, state), interpreted.results(3.7, state))
          #expect(zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }, "\(model.name): \(a) \(b)")
        }
      }
    }
  }

  /// A whole step in compiled code is the general stepper's step, to the bit.
  @Test(arguments: Method.catalogue.filter { $0.solver is ExplicitRungeKutta }.map(\.name))
  func compiledStepsGiveTheSameBits(name: String) throws {
    var diagnostics: [Diagnostic] = []
    let layers = try #require(BuiltInModel.named("izhikevich")).layers(preset: nil, &diagnostics)
    var input = ModelLayer()
    input.inputs = [ModelLayer.Item(name: Fragment("I", path: "x"), value: Fragment("70*(t >= 100)", path: "x"))]
    let constant = try #require(ModelDefinition(layers: layers + [input], &diagnostics)).problem(from: 0, to: 400)
    // A current that follows the time cannot be part of a compiled step; adding nothing times t keeps its value.
    input.inputs = [ModelLayer.Item(name: Fragment("I", path: "x"), value: Fragment("70*(t >= 100) + 0*t", path: "x"))]
    let general = try #require(ModelDefinition(layers: layers + [input], &diagnostics)).problem(from: 0, to: 400)
    let method = try #require(Method.named(name))
    let (a, b) = (method.solve(constant, Settings(step: 0.1)), method.solve(general, Settings(step: 0.1)))
    #expect(a.eventTimes == b.eventTimes)
    #expect(a.trajectory.states == b.trajectory.states)
    #expect(a.eventTimes[0].count == 2)
  }
}
