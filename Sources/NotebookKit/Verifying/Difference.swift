package import Diagnostics

/// One thing in which a page is not what its notebook gives.
package struct Difference: Sendable {
  /// What in the notebook it comes from; nothing where that is no longer there.
  package let location: Location?
  /// `table 'orders', row 3, column 'rmse': was 0.0123, is 0.0125 (1.6 %)`
  package let message: String

  init(_ message: String, at location: Location?) {
    self.message = message
    self.location = location
  }

  /// Of a page that cannot be compared.
  package init(_ message: String) { self.init(message, at: nil) }
}
