/// What the comparison of several pages came to.
struct VerifySummary {
  /// Failures and mistakes come before differences.
  var status = Int32(0)
  private(set) var hasAccepted = false
  private var pages = 0
  private var differing = 0
  private var differences = 0
  private var numbers = 0
  private var texts = 0

  private static let differs = Int32(3)

  mutating func add(_ outcome: VerifyJob.Outcome) {
    pages += 1
    numbers += outcome.numbers
    texts += outcome.texts
    differences += outcome.differences.count
    if !outcome.differences.isEmpty { differing += 1 }
    hasAccepted = hasAccepted || outcome.isAccepted
    if outcome.status > 0 {
      status = status == Self.differs ? outcome.status : max(status, outcome.status)
    } else if !outcome.differences.isEmpty, !outcome.isAccepted, status == 0 {
      status = Self.differs
    }
  }

  /// `8 pages: 12034 numbers and 210 texts are as they were`
  var text: String {
    let compared =
      "\(Self.count(pages, "page")) compared, \(Self.count(numbers, "number"))"
      + " and \(Self.count(texts, "text"))"
    if differences > 0 {
      let found = "\(Self.count(differences, "difference")) in \(Self.count(differing, "page"))"
      return "\(compared): \(found)\(hasAccepted ? ", accepted" : "")"
    }
    return status > 0 ? "\(compared): not all could be computed" : "\(compared): all as the notebooks give"
  }

  private static func count(_ number: Int, _ name: String) -> String { "\(number) \(name)\(number == 1 ? "" : "s")" }
}
