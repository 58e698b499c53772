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
let fast: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "notebook",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "Markup", swiftSettings: strict),
    .target(name: "Formulas", dependencies: ["Diagnostics", "Markup"], swiftSettings: strict),
    .target(
      name: "Dynamics", swiftSettings: strict + fast, linkerSettings: [.linkedLibrary("m", .when(platforms: [.linux]))]),
    .target(name: "Expressions", dependencies: ["Diagnostics", "Dynamics", "Markup"], swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Diagnostics", "Dynamics", "Expressions"], path: "Tests/TestSupport",
      swiftSettings: strict),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
    .testTarget(
      name: "DynamicsTests", dependencies: ["Dynamics", "Expressions", "Diagnostics", "TestSupport"],
      exclude: ["Reference"], swiftSettings: strict + fast),
    .testTarget(
      name: "ExpressionsTests", dependencies: ["Dynamics", "Expressions", "Diagnostics", "TestSupport"],
      swiftSettings: strict),
    .testTarget(
      name: "FormulasTests", dependencies: ["Formulas", "Diagnostics", "Markup", "TestSupport"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
