import Markup

/// A nerve cell from the side: dendrites on the left, soma, and an axon in its myelin that ends in boutons on the right.
enum NeuronDrawing {
  static var markup: Markup {
    .tag(
      "svg",
      ["class": "plot neuron", "viewBox": "0 0 640 120", "role": "img", "aria-label": description],
      .tag(
        "g", ["class": "dendrites"],
        dendrites.map { .tag("path", ["class": $0.isThick ? "thick" : "fine", "d": $0.path]) }),
      .tag("path", ["class": "sheath", "d": axon]),
      .tag("path", ["class": "axon", "d": axon]),
      .tag("path", ["class": "twigs", "d": twigs]),
      .tag(
        "g", ["class": "boutons"],
        boutons.map { .tag("circle", ["cx": "\($0.0)", "cy": "\($0.1)", "r": "6"]) }),
      .tag("path", ["class": "membrane", "d": body]),
      .tag("path", ["class": "soma", "d": body]),
      .tag("circle", ["class": "nucleus", "cx": "121", "cy": "60", "r": "8"]),
      .tag("g", ["class": "pulses"], [.text("")]),
      label("dendrites", 0, 112), label("soma", 114, 112), label("axon", 330, 96), label("terminals", 560, 112))
  }

  private static let description =
    "A drawn neuron. The soma brightens with the membrane potential, and at each spike a pulse runs along the axon."

  private static func label(_ text: String, _ x: Int, _ y: Int) -> Markup {
    .tag("text", ["x": "\(x)", "y": "\(y)"], .text(text))
  }

  private static let axon =
    "M150 60C170 60 176 58 196 57C260 53 300 69 360 66S460 50 536 58"
  private static let body =
    "M100 44C108 36 118 33 128 36C138 39 142 50 152 57C155 59 155 62 152 63C142 70 138 81 128 84C118 87 108 84 100 76C92 68 92 52 100 44Z"
  private static let dendrites: [(path: String, isThick: Bool)] = [
    ("M104 44C94 32 88 26 78 20", true), ("M97 56C84 54 74 50 62 50", true), ("M98 66C86 68 78 72 68 80", true),
    ("M108 80C100 88 96 92 90 102", true), ("M116 37C116 28 118 22 122 12", true),
    ("M80 21C70 15 60 13 46 14M79 20C76 13 74 10 68 5M62 50C52 50 44 44 34 36M62 50C50 53 40 54 26 54", false),
    ("M69 79C60 86 54 88 40 90M69 79C66 90 62 96 54 102M48 52C42 58 36 62 24 66M122 13C124 8 128 5 134 3", false),
    ("M122 13C118 8 116 6 110 4M91 101C86 108 84 110 78 114", false),
  ]
  private static let twigs =
    "M534 58C560 60 572 42 596 30M534 58C566 60 580 52 612 50M534 58C566 60 580 66 612 70M534 58C560 58 572 76 596 90"
  private static let boutons = [(599, 28), (617, 49), (617, 71), (599, 92)]
}
