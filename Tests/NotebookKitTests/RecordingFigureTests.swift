import Foundation
import NotebookKit
import Testing

/// The figure of what a network recorded.
@Suite struct RecordingFigureTests {
  private static func page(_ plot: String, record: String = "{neurons: [0, 2]}") -> PageOf {
    PageOf(
      NetworkTests.counter + "\n" + """
        ```yaml {network #net}
        populations:
          a: {size: 1, model: counter, input: {I: 0.25}}
          b: {size: 3, model: counter, input: {I: 0.5}\(record.isEmpty ? "" : ", record: " + record)}
        method: explicit-euler
        step: 1 ms
        until: 40 ms
        ```
        ```yaml {plot #fig}
        of: net
        \(plot)
        ```
        """)
  }

  /// The data of the figure, which its page offers.
  private static func data(_ page: PageOf) -> String {
    let found = page.html.matches(of: /download="[^"]*" href="data:text\/csv;charset=utf-8,([^"]*)"/).last
    return found.flatMap { String($0.output.1).removingPercentEncoding } ?? ""
  }

  @Test func eachRecordedNeuronIsALine() {
    let page = Self.page("kind: recording")
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(page.main.contains("neuron 0"))
    #expect(page.main.contains("neuron 2"))
    #expect(!page.main.contains("neuron 1"))
    // v goes 0, 0.5, 0, 0.5 ...
    #expect(Self.data(page).contains("b 2 v,0,0\nb 2 v,1,0.5\nb 2 v,2,0\n"))
  }

  @Test func aRangeOfTimeCutsIt() {
    let page = Self.page("kind: recording\nrange: {t: 10 to 12}\ny: v")
    #expect(page.messages.isEmpty, "\(page.messages)")
    #expect(Self.data(page).contains("neuron,t,value\nb 0 v,10,0\nb 0 v,11,0.5\nb 0 v,12,0\nb 2 v,10,0\n"))
  }

  @Test(arguments: [
    ("kind: recording", "", "t.md:17:5 'net' recorded no states"),
    ("kind: recording\ny: [v, w]", "{neurons: [0]}", "t.md:19:8 'w' was not recorded"),
    ("kind: recording\nlog: [t]", "{neurons: [0]}", "t.md:19:7 't' cannot be logarithmic here"),
    ("kind: rate\ny: v", "{neurons: [0]}", "t.md:19:4 'y' has no place in 'rate'"),
  ]) func whatItRefuses(plot: String, record: String, message: String) {
    #expect(Self.page(plot, record: record).messages == [message])
  }
}
