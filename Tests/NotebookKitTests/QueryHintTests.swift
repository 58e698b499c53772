import Testing

@testable import NotebookKit

/// Questions asked in another way than they are asked here: the hint is what to write.
@Suite struct QueryHintTests {
  private static let blocks = """
    ```yaml {model #m}
    equations: dx/dt = -x
    initial: {x: 1}
    ```

    ```yaml {solve #s}
    model: m
    method: taylor
    until: 10
    ```

    ```yaml {network #n}
    like: izhikevich-2003
    until: 200 ms
    ```


    """

  @Test(arguments: [
    ("s.min(x, after = 7)", "'min' takes no named arguments", "write 's.after(7).min(x)'"),
    ("n.after(100).rate(excitatory)", "'rate' takes no arguments", "write 'n.after(100).excitatory.rate'"),
    ("n.after(100).rate(2)", "'rate' takes no arguments", "write 'n.after(100).rate'"),
  ]) func theHintIsWhatToWrite(query: String, message: String, hint: String) throws {
    let page = PageOf(Self.blocks + "{{ \(query) }}\n")
    let found = try #require(page.messages.first)
    #expect(found.hasSuffix(message) && page.hints == [hint], "\(page.messages) \(page.hints)")
    let right = hint.split(separator: "'")[1]
    #expect(PageOf(Self.blocks + "{{ \(right) }}\n").messages.isEmpty)
  }
}
