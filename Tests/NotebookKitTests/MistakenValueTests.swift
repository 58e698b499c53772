import NotebookKit
import Testing

/// Values in prose that were refused, and parameters that name others.
@Suite struct MistakenValueTests {
  @Test func aRefusedValueIsNotPrinted() {
    let page = PageOf("Sum: {{ 2 V + 3 mV }}.\n")
    #expect(!page.messages.isEmpty && page.main.contains("Sum: ") && !page.main.contains("Sum: 5"))
  }

  @Test func parametersMayNameThoseAboveThem() {
    let page = PageOf("---\nparams: {a: 2, b: params.a*3}\n---\nProduct: {{ params.b }}.\n")
    #expect(page.messages == [] && page.main.contains("Product: 6."))
  }
}
