import Testing

@testable import Learning

@Suite struct StudentTests {
  /// NIST/SEMATECH e-Handbook of Statistical Methods, table 1.3.6.7.2, and R's qt(0.975, n).
  @Test(arguments: [
    (1, 12.706204736), (2, 4.302652730), (3, 3.182446305), (4, 2.776445105), (10, 2.228138852), (29, 2.045229642),
    (100, 1.983971519), (101, 1.983731003), (1000, 1.962339081),
  ]) func intervalsOfFewSamplesAreWide(freedom: Int, reach: Double) {
    #expect(abs(StudentQuantile.twoSided(freedom: freedom) - reach) < 2e-9 * reach)
  }
}
