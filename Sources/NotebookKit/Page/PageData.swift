import Dynamics
import Markup

/// The numbers behind the figures of a page, as files that a reader can take away: each result once, however many figures show it.
///
/// A link holds its file itself, so that it works without scripts; the first figure that shows a result has the link, and
/// the others point to it.
struct PageData {
  private struct File {
    let name: String
    let text: String
    /// The node whose figure holds the file.
    let home: Int
  }

  /// Where a file stands: the id of its link, the node whose figure has the link, and the result, if it is of one.
  struct Link {
    let id: String
    let node: Int
    let result: String?
  }

  private var files: [String: File] = [:]
  /// By node, the keys of its files.
  private var shown: [Int: [String]] = [:]

  init(_ report: Report) {
    var rows: [String: ShownValues.Rows] = [:]
    var homes: [String: Int] = [:]
    for (index, product) in report.products.enumerated() {
      for output in product?.outputs ?? [] {
        guard case .figure(let figure) = output else { continue }
        for result in figure.shown.results {
          rows[result.label] = rows[result.label]?.joined(with: result) ?? result
          homes[result.label] = homes[result.label] ?? index
          shown[index, default: []].append(result.label)
        }
        if let samples = figure.shown.samples {
          let name = report.plan.nodes[index].label ?? "figure"
          files["figure \(index)"] = File(name: name, text: samples, home: index)
          shown[index, default: []].append("figure \(index)")
        }
      }
    }
    for (label, rows) in rows {
      files[label] = File(name: Self.fileName(label), text: rows.text, home: homes[label] ?? 0)
    }
  }

  /// Of every file, in the order of the page.
  var links: [Link] {
    shown.keys.sorted().flatMap { node in
      (shown[node] ?? []).filter { files[$0]?.home == node }.map { key in
        Link(id: Self.id(key), node: node, result: key.contains(" ") ? nil : key)
      }
    }
  }

  /// A label as the name of a file: a part of a result may have any name.
  private static func fileName(_ label: String) -> String {
    String(label.map { $0.isLetter || $0.isNumber || "-_. ".contains($0) ? $0 : "-" })
  }

  private static func id(_ key: String) -> String { "data-\(key.split(separator: " ").joined(separator: "-"))" }

  /// How the address of a link begins: the file itself follows.
  static let address = "data:text/csv;charset=utf-8,"

  /// The links of a figure.
  func markup(_ node: Int) -> Markup {
    let links = (shown[node] ?? []).compactMap { key -> Markup? in
      guard let file = files[key] else { return nil }
      let isHome = file.home == node
      let id = Self.id(key)
      if isHome {
        return .tag(
          "a",
          ["id": id, "download": "\(file.name).csv", "href": Self.address + Self.encoded(file.text)],
          .text("\(file.name).csv"))
      }
      return .tag("a", ["href": "#\(id)", "class": "same"], .text("\(file.name).csv"))
    }
    if links.isEmpty { return .empty }
    return .tag("p", ["class": "tools"], Array(links.map { [$0] }.joined(separator: [.text(" ")])))
  }

  /// Text as the inside of a link: letters, digits and a few signs as they are, the rest by its bytes.
  private static func encoded(_ text: String) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var bytes: [UInt8] = []
    bytes.reserveCapacity(text.utf8.count * 9 / 8)
    for byte in text.utf8 {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
        UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: ","), UInt8(ascii: "."), UInt8(ascii: "-"),
        UInt8(ascii: "_"):
        bytes.append(byte)
      default: bytes += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

extension ShownValues.Rows {
  /// What two figures show of one result.
  fileprivate func joined(with other: ShownValues.Rows) -> ShownValues.Rows {
    // Where one of them has quantities beside the states, it has all of them.
    let result = result.facts.components.count < other.result.facts.components.count ? other.result : result
    let names = result.facts.componentNames.filter { components.contains($0) || other.components.contains($0) }
    return ShownValues.Rows(label: label, result: result, components: names, rows: rows.union(other.rows))
  }

  /// Comma-separated values of 7 digits: the times, and the states that are shown.
  fileprivate var text: String {
    let trajectory = result.solution.trajectory
    let columns = components.compactMap { result.index(of: $0) }
    var text = (["t"] + components).joined(separator: ",") + "\n"
    for row in rows.sorted() {
      let values = [trajectory.times[row]] + columns.map { trajectory.value(row, $0) }
      text += values.map { Digits.compact($0, ShownValues.digits) }.joined(separator: ",") + "\n"
    }
    return text
  }
}
