import Foundation
import NotebookKit

/// What a preview answers: its pages, their events, and editors that say where their cursor is.
struct PreviewSite: Sendable {
  let shelf: Shelf
  let listeners: Listeners
  let port: UInt16

  /// The page that leads to the others.
  static let index = "index.html"

  func answer(_ request: PageRequest) -> LocalServer.Answer {
    guard request.isOwn(port: port) else {
      return .response(.refused("403 Forbidden", "this is a preview for its own machine and its own pages"))
    }
    guard ["GET", "HEAD"].contains(request.method) else {
      return .response(.refused("405 Method Not Allowed", "there is nothing to send here"))
    }
    let name = String(request.path.dropFirst())
    switch name {
    case "_events": return events(of: request.query["page"] ?? "")
    case "at": return .response(show(request))
    case "": return .response(.moved(to: "/" + start))
    case "favicon.ico": return .response(PageResponse(status: "204 No Content"))
    case Self.index where shelf[name] == nil && hasIndex: return .response(.page(shelf.index))
    default:
      return .response(shelf[name].map(PageResponse.page) ?? .refused("404 Not Found", "there is no page '\(name)'"))
    }
  }

  private var hasIndex: Bool { shelf.names.count > 1 }

  private var start: String {
    let name = hasIndex ? Self.index : shelf.names.first ?? Self.index
    return name.addingPercentEncoding(withAllowedCharacters: .urlPathAllowed) ?? name
  }

  private func events(of page: String) -> LocalServer.Answer {
    .stream { [self] connection in
      listeners.add(connection, page: page) {
        if let copy = shelf[page] { return [.page(version: copy.version), .status(copy.status)] }
        return page == Self.index ? [.page(version: shelf.index.version)] : []
      }
    }
  }

  /// How many parts above the cursor are named: the first that the page has is shown.
  private static let candidates = 8

  /// `/at?line=31&file=notebooks/euler.md`: shows the part of the page that the line is in.
  private func show(_ request: PageRequest) -> PageResponse {
    guard let line = request.query["line"].flatMap(Int.init) else {
      return .refused("400 Bad PageRequest", "write /at?line=31&file=notebook.md")
    }
    func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }
    let file = request.query["file"].map(absolute)
    var isKnown = false
    for name in shelf.names {
      let anchors = (shelf[name]?.anchors ?? []).filter { file == nil || absolute($0.file) == file }
      if anchors.isEmpty { continue }
      isKnown = true
      let ids = anchors.filter { $0.line <= line }.suffix(Self.candidates).reversed().map(\.id)
      listeners.tell(name, .at(ids: ids))
    }
    return isKnown
      ? PageResponse(status: "204 No Content") : .refused("404 Not Found", "no page is made from that file")
  }
}
