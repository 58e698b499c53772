// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: warnings are errors, and an import is written where it is used.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

/// Numerical targets are optimised in debug builds too: array loops are 13 times slower without, and tests integrate a lot.
let fast: [SwiftSetting] =
  strict + [
    .unsafeFlags(["-O"], .when(configuration: .debug)),
    .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release)),
  ]

/// States are stored one by one. Loops over them that the compiler would make pairs of wait until both have reached memory.
let scalar: [SwiftSetting] = [.unsafeFlags(["-Xllvm", "-vectorize-slp=false"])]

/// Yardsticks are for the machine that they are measured on.
#if arch(x86_64)
  let thisMachine = ["-march=native"]
#else
  let thisMachine = ["-mcpu=native"]
#endif

let libm: [LinkerSetting] = [.linkedLibrary("m", .when(platforms: [.linux]))]

let package = Package(
  name: "notebook",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "notebook", targets: ["notebook"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    // The yardstick of our own reader of YAML's forgiving subset; tests only.
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // What an author wrote, where it stands, and what is wrong with it.
    .target(name: "Diagnostics", swiftSettings: strict),
    // HTML, SVG and MathML as values.
    .target(name: "Markup", dependencies: ["Kernels"], swiftSettings: strict),
    // TeX to MathML.
    .target(name: "Formulas", dependencies: ["Diagnostics", "Markup"], swiftSettings: strict),
    // Figures: numbers to SVG.
    .target(name: "Plotting", dependencies: ["Markup"], swiftSettings: fast, linkerSettings: libm),
    // The right-hand sides of built-in models, compiled: C, printed from the models' own text.
    .target(name: "Kernels", cSettings: [.unsafeFlags(["-O3", "-fno-slp-vectorize"])], linkerSettings: libm),
    // Initial value problems with events, and the solvers for them: numbers only.
    .target(name: "Dynamics", dependencies: ["Kernels"], swiftSettings: fast + scalar, linkerSettings: libm),
    // Neural networks that solve initial value problems, and parameters found from data: numbers only.
    .target(name: "Learning", dependencies: ["Dynamics", "Kernels"], swiftSettings: fast, linkerSettings: libm),
    // The text of a model to a problem in numbers.
    .target(name: "Expressions", dependencies: ["Diagnostics", "Dynamics", "Markup"], swiftSettings: strict),
    // CommonMark, by libcmark.
    .systemLibrary(name: "CCommonMark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"]), .brew(["cmark"])]),
    // Notebook to report: parse, plan, run, page.
    .target(
      name: "NotebookKit",
      dependencies: [
        "CCommonMark", "Diagnostics", "Dynamics", "Expressions", "Formulas", "Kernels", "Learning", "Markup",
        "Plotting",
      ],
      resources: [
        .embedInCode("Page/page.css"), .embedInCode("Page/figures.js"), .embedInCode("Page/index.css"),
        .embedInCode("Page/boxes.css"), .embedInCode("Page/tables.css"),
        .embedInCode("Explore/explore.css"),
        .embedInCode("Explore/simulation.js"),
        .embedInCode("Explore/drawing.js"), .embedInCode("Explore/explore.js"),
      ], swiftSettings: strict),

    // The command: the only target that touches disk, clock, terminal and network.
    .executableTarget(
      name: "notebook",
      dependencies: [
        "Diagnostics", "Dynamics", "NotebookKit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      resources: [
        .embedInCode("Preview/preview.js"), .embedInCode("New/lesson.md"), .embedInCode("New/report.md"),
        .embedInCode("New/model.md"), .embedInCode("New/pinn.md"),
      ], swiftSettings: strict),

    // Ratios against hand-written yardsticks, measured in the same run.
    .target(name: "Yardsticks", cSettings: [.unsafeFlags(["-O3"] + thisMachine)], linkerSettings: libm),
    .executableTarget(
      name: "bench",
      dependencies: ["Diagnostics", "Dynamics", "Expressions", "Learning", "NotebookKit", "Yardsticks"],
      swiftSettings: strict),

    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "Dynamics", "Expressions"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
    .testTarget(
      name: "PlottingTests", dependencies: ["Plotting", "Markup", "TestSupport"], exclude: ["Goldens"],
      swiftSettings: strict),
    .testTarget(
      name: "FormulasTests", dependencies: ["Formulas", "Diagnostics", "Markup", "TestSupport"],
      exclude: ["formulas.txt", "golden.txt"],
      swiftSettings: strict),
    .testTarget(
      name: "DynamicsTests", dependencies: ["Dynamics", "Expressions", "Diagnostics", "TestSupport"],
      exclude: ["Reference"], swiftSettings: fast),
    .testTarget(
      name: "LearningTests",
      dependencies: ["Dynamics", "Expressions", "Diagnostics", "Kernels", "Learning", "TestSupport"],
      swiftSettings: fast),
    .testTarget(
      name: "ExpressionsTests", dependencies: ["Dynamics", "Expressions", "Diagnostics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "NotebookKitTests",
      dependencies: [
        "NotebookKit", "CCommonMark", "Diagnostics", "Dynamics", "Expressions", "TestSupport",
        .product(name: "Yams", package: "Yams"),
      ],
      exclude: ["Fixtures"], swiftSettings: strict),
    .testTarget(
      name: "CommandTests", dependencies: ["notebook", "Diagnostics", "NotebookKit", "TestSupport"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
