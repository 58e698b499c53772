package import Dynamics

extension Method {
  /// In a sentence or two: what it is called, its order, where it is from.
  package var description: String { "\(title), \(orderText). \(source)." }

  /// A Taylor series takes as many terms as it needs.
  var orderText: String { order == 0 ? "variable order" : "order \(order)" }

  /// The names of all solvers, for those who propose them.
  static var words: [ArgumentForm.Word] {
    catalogue.map { ArgumentForm.Word($0.name, aliases: $0.aliases, $0.description) }
  }
}
