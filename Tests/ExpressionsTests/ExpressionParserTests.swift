import Diagnostics
import Expressions
import TestSupport
import Testing

@Suite struct ExpressionParserTests {
  @Test(arguments: [
    ("1 + 2*3", 7), ("-2^2", -4), ("(-2)^2", 4), ("2^3^2", 512), ("2^-1", 0.5), ("10/4/5", 0.5), ("1 - 2 - 3", -4),
    ("if(1 < 2, 3, 4)", 3), ("70*(100 >= 100)", 70), ("not 1 > 2 and 3 > 2", 1), ("mod(-1, 3)", 2), ("max(1, 5, 3)", 5),
    ("clip(7, 0, 5)", 5), ("pulse(3, 2, 4)", 1), ("exprel(0)", 1), ("0.1 nF", 0.1), ("2e-3*.5", 1e-3), ("pi > 3", 1),
    ("5 == 5.1 within 0.2", 1), ("98 == 100 within 2 %", 1), ("97.9 == 100 within 2%", 0),
    ("-98 == -100 within 2 % and 1 < 2", 1),
  ]) func evaluates(text: String, expected: Double) throws {
    let (expression, diagnostics) = ExpressionParser.parse(Fragment(text, path: "x"))
    #expect(diagnostics.isEmpty)
    #expect(abs(try expression.number { _ in nil } - expected) < 1e-15)
  }

  @Test(arguments: [
    ("1 + ⟦*⟧ 2", "expected a value before '*'"), ("2 ⟦v⟧", "missing operator before 'v'"),
    ("⟦(⟧v - 1", "'(' is never closed"), ("v⟦)⟧", "')' without '('"),
    ("v ⟦&&⟧ w", "'&&' is not part of the expression language"),
    ("v ⟦=⟧ 3", "unexpected '='"), ("⟦foo⟧(1)", "unknown function 'foo'"),
    ("⟦exp(1, 2)⟧", "'exp' takes one argument, not 2"),
    ("1 < 2 ⟦<⟧ 3", "comparisons do not chain"), ("a ⟦−⟧ b", "'−' is not part of the expression language"),
    ("1 ⟦+⟧", "the expression ends after '+'"), ("a⟦²⟧", "'²' is not part of the expression language"),
    ("(1)⟦(⟧2)", "missing operator before '('"), ("é + ⟦1⟧2", ""),
    ("1 == 2 within a ⟦%⟧", "'%' is not part of the expression language"),
  ]) func mistakesHaveAPlace(marked: String, message: String) throws {
    let text = MarkedText(marked)
    let (_, diagnostics) = ExpressionParser.parse(Fragment(text.text, path: "x"))
    let first = try #require(diagnostics.first)
    if message.isEmpty { return #expect(first.message == "unexpected character 'é'") }
    #expect(first.message == message)
    #expect(first.location?.range == text.ranges[0])
    #expect(diagnostics.filter { $0.severity == .error }.count == 1)
  }

  @Test(arguments: [
    "1 + 2*x", "-(a + b)^2", "(a - b) - (c - d)", "a/(b*c)", "a/b*c", "not (a and b)", "2^-x", "(a < b) == (c < d)",
    "if(a > 1, -b, c)^2", "euler.v(250).x - euler.order(method = rk4)", "(-2)^2", "-2 ms*x", "a - -b", "(a or b) and c",
  ]) func printingParsesBack(text: String) {
    let (first, diagnostics) = ExpressionParser.parse(Fragment(text, path: "x"))
    #expect(diagnostics.isEmpty)
    let (second, _) = ExpressionParser.parse(Fragment(first.text, path: "x"))
    #expect(first == second, "\(first.text)")
  }

  @Test func theLongestLabelWins() {
    let (expression, _) = ExpressionParser.parse(
      Fragment("rk4-fine.v(1) - rk4.v(1)", path: "x"), names: ["rk4", "rk4-fine"])
    #expect(expression.symbols == ["rk4-fine", "rk4"])
  }

  @Test(arguments: ["(", "-", "not ", "2^", "exp(", "1+", "a.b", "1 and "]) func deepNestingEndsInAMessage(
    piece: String
  ) {
    let text = String(repeating: piece, count: 50_000) + "1"
    let (_, diagnostics) = ExpressionParser.parse(Fragment(text, path: "x"))
    #expect(!diagnostics.isEmpty)
  }
}
