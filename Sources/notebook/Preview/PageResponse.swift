/// What a browser gets.
struct PageResponse {
  var status = "200 OK"
  var headers: [String: String] = [:]
  var body = ""

  static func refused(_ status: String, _ reason: String) -> PageResponse {
    PageResponse(status: status, headers: ["Content-Type": "text/plain; charset=utf-8"], body: reason + "\n")
  }

  static func moved(to path: String) -> PageResponse { PageResponse(status: "302 Found", headers: ["Location": path]) }

  static func page(_ copy: Shelf.Copy) -> PageResponse {
    // Told by the server and not part of the page: which one it is.
    PageResponse(
      headers: ["Content-Type": "text/html; charset=utf-8"],
      body: copy.html + "<meta name=\"notebook-preview\" content=\"\(copy.version)\">\n")
  }

  /// - Parameter isWhole: whether the body is sent too.
  func bytes(isWhole: Bool) -> [UInt8] {
    var all = headers
    all["Content-Length"] = "\(body.utf8.count)"
    all["Cache-Control"] = "no-store"
    all["Connection"] = "close"
    all["X-Content-Type-Options"] = "nosniff"
    all["Cross-Origin-Resource-Policy"] = "same-origin"
    let lines = all.sorted { $0.key < $1.key }.map { "\($0): \($1)\r\n" }.joined()
    return Array("HTTP/1.1 \(status)\r\n\(lines)\r\n\(isWhole ? body : "")".utf8)
  }
}
