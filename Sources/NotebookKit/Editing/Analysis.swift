package import Diagnostics

/// What is known of a notebook while it is being written: a text, and answers about places in it. Nothing is run.
///
/// Places are offsets into the notebook's source, in bytes.
package struct Analysis: Sendable {
  package let plan: Plan
  package let names: LabelIndex
  let files: Files

  package init(of source: Source, files: Files = .none) {
    let notebook = Notebook(parsing: source, files: files)
    plan = Plan(notebook, files: files)
    // What is for students only may name labels too.
    let other =
      notebook.whole == nil
      ? nil : Plan(Notebook(parsing: source, files: files, variant: .student), files: files)
    names = LabelIndex([plan, other].compactMap { $0 })
    self.files = files
  }

  package var source: Source { plan.notebook.source }
  /// The same as `notebook check` prints.
  package var diagnostics: [Diagnostic] { plan.diagnostics }
}
