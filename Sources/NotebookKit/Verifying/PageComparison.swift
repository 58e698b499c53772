import Diagnostics

/// Compares a page with what its notebook gives now, by the results that both embed.
///
/// Numbers may differ by a part of themselves, whole numbers and texts not at all, and the values of figures by one unit of
/// their last digit. How a page is laid out counts for nothing, so a page of another version of the tool can be compared.
package struct PageComparison {
  package private(set) var differences: [Difference] = []
  /// How many were compared.
  package private(set) var numbers = 0
  package private(set) var texts = 0
  private let agreement: NumberAgreement
  private let places: ResultCollection

  /// - Parameters:
  ///   - report: what the notebook gives.
  ///   - page: the page of the report.
  ///   - old: the page as it was committed.
  ///   - tolerance: how far numbers may differ, as a part of the larger one.
  package init(_ report: Report, page: [UInt8], with old: [UInt8], tolerance: Double) {
    agreement = NumberAgreement(tolerance: tolerance)
    places = ResultCollection(report, Page(report).writer.data)
    guard let new = WrittenPage(page) else { return }
    guard let old = WrittenPage(old) else {
      differences.append(
        Difference("the page holds no results to compare: another tool made it, or a version before they were embedded")
      )
      return
    }
    compareSettings(old.results, new.results)
    compareBlocks(old.results, new.results)
    comparePrinted(old.results, new.results)
    compareFiles(old, new)
    if !old.isUntouched {
      // Lines of another version stand elsewhere.
      let isSameTool = old.results.tool == new.results.tool && old.results.source == new.results.source
      let line = isSameTool ? "in line \(old.firstLine(differingFrom: new)) " : ""
      differences.append(Difference("the page was changed \(line)after it was made"))
    }
    sort(report.notebook.source.path)
    if differences.isEmpty, old.results.source != new.results.source {
      differences.append(Difference("the notebook has changed since the page was made, though its results have not"))
    }
  }

  /// In the order of the notebook, then that of its parts; what stands nowhere comes last.
  private mutating func sort(_ notebook: String) {
    func order(_ item: (offset: Int, element: Difference)) -> (Int, String, Int, Int) {
      guard let place = item.element.location else { return (2, "", 0, item.offset) }
      return (place.source.path == notebook ? 0 : 1, place.source.path, place.line, item.offset)
    }
    differences = differences.enumerated().sorted { order($0) < order($1) }.map(\.element)
  }

  private mutating func add(_ message: String, _ location: Location?) {
    differences.append(Difference(message, at: location))
  }

  private mutating func compareSettings(_ old: PageResults, _ new: PageResults) {
    for change in Changes(old.settings, new.settings, by: \.name) {
      let place = places.settingPlaces[change.key]
      switch (change.old?.value, change.new?.value) {
      case (let was?, let isNow?) where was != isNow: add("\(change.key): was \(was), is \(isNow)", place)
      case (let was?, nil): add("\(change.key): was \(was), is gone", nil)
      case (nil, let isNow?): add("\(change.key): is new, \(isNow)", place)
      default: break
      }
    }
  }

  private mutating func compareBlocks(_ old: PageResults, _ new: PageResults) {
    for change in Changes(old.blocks, new.blocks, by: \.name) {
      let place = places.blockPlaces[change.key]
      guard let block = change.new, let other = change.old else {
        let title = (change.new ?? change.old)?.title ?? change.key
        add("\(title): \(change.old == nil ? "is not on the page" : "no longer gives a result")", place)
        continue
      }
      if block.tables.count != other.tables.count {
        add("\(block.title): had \(other.tables.count) tables, has \(block.tables.count)", place)
      }
      for (was, isNow) in zip(other.tables, block.tables) {
        let comparison = TableComparison(was, isNow, agreement)
        numbers += comparison.numbers
        texts += comparison.texts
        for message in comparison.messages { add("\(block.tableTitle), \(message)", place) }
      }
      texts += block.texts.count
      let gone = other.texts.filter { !block.texts.contains($0) }
      let come = block.texts.filter { !other.texts.contains($0) }
      for index in 0..<max(gone.count, come.count) {
        let was = index < gone.count ? "was “\(gone[index])”" : "was nothing"
        let isNow = index < come.count ? "is “\(come[index])”" : "is gone"
        add("\(block.title): \(was), \(isNow)", place)
      }
    }
  }

  private mutating func comparePrinted(_ old: PageResults, _ new: PageResults) {
    let location = Dictionary(zip(Changes.keys(new.printed, by: \.expression), places.printedPlaces)) { first, _ in
      first
    }
    for change in Changes(old.printed, new.printed, by: \.expression) {
      let name = "{{ \((change.new ?? change.old)?.expression ?? "") }}"
      let place = location[change.key]
      guard let value = change.new, let other = change.old else {
        add("\(name): \(change.old == nil ? "is not on the page" : "is no longer in the notebook")", place)
        continue
      }
      numbers += value.numbers.count
      texts += 1
      let pairs = zip(other.numbers, value.numbers)
      if other.numbers.count == value.numbers.count, let pair = pairs.first(where: { !agreement.holds($0, $1) }) {
        add("\(name): \(NumberAgreement.change(pair.0, pair.1))", place)
      } else if other.text != value.text {
        add("\(name): printed was “\(other.text ?? "?")”, is “\(value.text ?? "?")”", place)
      }
    }
  }

  private mutating func compareFiles(_ old: WrittenPage, _ new: WrittenPage) {
    for change in Changes(old.results.files, new.results.files, by: \.name) {
      let place = change.new.flatMap { places.blockPlaces[$0.block] }
      let title = "values of figure '\((change.new ?? change.old)?.block ?? "")' (\(change.key))"
      guard let file = change.new.flatMap({ new.file($0.id) }), let other = change.old.flatMap({ old.file($0.id) })
      else {
        add("\(title): \(change.new == nil ? "are no longer shown" : "are not on the page")", place)
        continue
      }
      let comparison = FileComparison(other, file)
      numbers += comparison.numbers
      if let message = comparison.message { add("\(title): \(message)", place) }
    }
  }
}

extension PageResults.Block {
  /// `solve 'euler'`, `block 'expect 2'`
  fileprivate var title: String { "\(name.contains(" ") ? "block" : directive) '\(name)'" }

  fileprivate var tableTitle: String {
    switch directive {
    case "model": "parameters of model '\(name)'"
    case "values": "values '\(name)'"
    default: "table '\(name)'"
    }
  }
}
