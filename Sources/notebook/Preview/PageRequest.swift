import Foundation

/// What a browser asks for: the parts of an HTTP request that count here (RFC 9112).
struct PageRequest {
  let method: String
  let path: String
  let query: [String: String]
  /// Names in lower case.
  let headers: [String: String]

  /// Nothing where the bytes are no request.
  init?(_ head: [UInt8]) {
    let lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n", omittingEmptySubsequences: false)
    let words = lines[0].split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1."), words[1].hasPrefix("/"),
      let target = URLComponents(string: String(words[1]))
    else { return nil }
    method = String(words[0])
    path = target.path
    query = Dictionary((target.queryItems ?? []).map { ($0.name, $0.value ?? "") }) { first, _ in first }
    var headers: [String: String] = [:]
    for line in lines.dropFirst() where !line.isEmpty {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let name = line[..<colon].lowercased()
      // Two of one name say nothing that could be relied on.
      if headers[name] != nil, ["host", "origin"].contains(name) { return nil }
      headers[name] = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    self.headers = headers
  }

  /// Whether it comes from this machine's own pages, programs and people, and not from a page of elsewhere: such a one could
  /// name this machine as its host (DNS rebinding), or make a browser ask in its name.
  func isOwn(port: UInt16) -> Bool {
    let hosts = ["127.0.0.1:\(port)", "localhost:\(port)"]
    guard let host = headers["host"], hosts.contains(host.lowercased()) else { return false }
    if let origin = headers["origin"], !hosts.contains(where: { "http://" + $0 == origin.lowercased() }) {
      return false
    }
    // Links that lead here from elsewhere, and frames of editors, are a person's own wish.
    guard let site = headers["sec-fetch-site"], site != "same-origin", site != "none" else { return true }
    return headers["sec-fetch-mode"] == "navigate" && path != "/at"
  }
}
