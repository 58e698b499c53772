extension String {
  /// The text with marks in place of what would steer a terminal or turn the reading direction: a stranger's file only shows text.
  var visible: String {
    guard unicodeScalars.contains(where: { $0.steers }) else { return self }
    return String(String.UnicodeScalarView(unicodeScalars.map { $0.steers ? $0.picture : $0 }))
  }
}

extension Unicode.Scalar {
  fileprivate var steers: Bool {
    switch value {
    case 0x09, 0x0A: false
    case 0..<0x20, 0x7F..<0xA0, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }

  /// `␛` for an escape.
  fileprivate var picture: Unicode.Scalar {
    if value < 0x20 { return Unicode.Scalar(0x2400 + value) ?? "\u{FFFD}" }
    return value == 0x7F ? "\u{2421}" : "\u{FFFD}"
  }
}
