/// Memory for a stepper: a few vectors side by side, freed with their owner.
package final class Scratch {
  package let pointer: UnsafeMutablePointer<Double>
  private let count: Int

  package init(_ count: Int) {
    self.count = max(1, count)
    pointer = .allocate(capacity: self.count)
    pointer.initialize(repeating: 0, count: self.count)
  }

  deinit { pointer.deallocate() }
}
