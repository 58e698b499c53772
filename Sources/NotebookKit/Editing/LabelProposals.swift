import Diagnostics
import Expressions

extension Analysis {
  /// The labels of results of some kinds; of all kinds if none are named.
  func labels(_ kinds: [ResultKind]?, at range: Range<Int>) -> [Proposal] {
    plan.labels.filter { kinds?.contains($0.value) ?? true }.sorted { $0.key < $1.key }.map { label, kind in
      Proposal(.label, label, kind.name, names[label].map(description) ?? "", at: range)
    }
  }

  /// The label of the block around an offset, which can name no part of itself.
  func ownLabel(at offset: Int) -> String? {
    plan.notebook.prose.calls.last {
      $0.location.source.path == source.path && $0.location.range.lowerBound <= offset
    }?.label?.text
  }

  /// All that can be referred to in prose.
  func labelled(at range: Range<Int>, where fits: (LabelIndex.Definition) -> Bool) -> [Proposal] {
    names.definitions.filter(fits).map {
      Proposal(.label, $0.label, title(of: $0), description(of: $0), at: range)
    }
  }

  /// What can be asked of what a chain of names stands for, such as `euler.spikes`; of the longest label that ends it, where
  /// a minus stands before.
  func queries(of chain: String) -> [Query] {
    var words = chain.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard var first = words.first else { return [] }
    words.removeFirst()
    while plan.labels[first] == nil {
      guard let minus = first.firstIndex(of: "-") else { return [] }
      first = String(first[first.index(after: minus)...])
    }
    var type = plan.scope.type(of: first)
    for word in words {
      guard case .object(let shape)? = type else { return [] }
      type = shape.query(word)?.gives
    }
    guard case .object(let shape)? = type else { return [] }
    return shape.queries
  }
}

extension Query {
  /// `rmse(state, another solve)`
  var form: String {
    guard let parameters else { return gives.name }
    let names = parameters.map { parameter in
      switch parameter {
      case .number: "number"
      case .name(let known): known.joined(separator: "|")
      case .object(let what): what
      }
    }
    return "(\(names.joined(separator: ", "))): \(gives.name)"
  }
}
