// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: warnings are errors, and an import is written where it is used.
let strict: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "notebook",
  platforms: [.macOS(.v15)],
  targets: [
    .target(name: "Diagnostics", swiftSettings: strict),
    .target(name: "Markup", swiftSettings: strict),
    .target(name: "Formulas", dependencies: ["Diagnostics", "Markup"], swiftSettings: strict),
    .target(name: "TestSupport", dependencies: ["Diagnostics"], path: "Tests/TestSupport", swiftSettings: strict),
    .testTarget(
      name: "DiagnosticsTests", dependencies: ["Diagnostics", "TestSupport"], swiftSettings: strict),
    .testTarget(name: "MarkupTests", dependencies: ["Markup"], swiftSettings: strict),
    .testTarget(
      name: "FormulasTests", dependencies: ["Formulas", "Diagnostics", "Markup", "TestSupport"],
      exclude: ["formulas.txt", "golden.txt"], swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)
