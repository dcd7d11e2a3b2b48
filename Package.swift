// swift-tools-version: 6.2
import PackageDescription

/// Every target of ours: warnings are errors, imports are internal unless a signature shows the type.
let settings: [SwiftSetting] = [
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
]

let package = Package(
  name: "roundsman",
  products: [
    .executable(name: "roundsman", targets: ["roundsman"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
  ],
  targets: [
    // MARK: The nouns, and what is pure over them. No target imports more than its row of ARCHITECTURE allows.
    .target(
      name: "AuditModel", dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: settings),
    .target(name: "AuditChecks", dependencies: ["AuditModel"], swiftSettings: settings),
    .target(name: "AuditAnalysis", dependencies: ["AuditModel"], swiftSettings: settings),

    // MARK: Evidence in: JSON, archives, foreign exports
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "WireJSON", dependencies: ["CSimdJSON"], swiftSettings: settings),
    .target(
      name: "EvidenceCollection",
      dependencies: ["AuditModel", "WireJSON", .product(name: "Crypto", package: "swift-crypto")],
      swiftSettings: settings),
    .target(name: "EvidenceImport", dependencies: ["AuditModel", "WireJSON"], swiftSettings: settings),
    .target(name: "SyntheticFleet", swiftSettings: settings),

    // MARK: What is kept
    .target(
      name: "AuditHistory", dependencies: ["AuditModel", .product(name: "GRDB", package: "GRDB.swift")],
      swiftSettings: settings),

    // MARK: What people see
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter", providers: [.apt(["libxlsxwriter-dev"])]),
    .executableTarget(name: "TemplateEmbedder", swiftSettings: settings),
    .plugin(name: "EmbedTemplates", capability: .buildTool(), dependencies: ["TemplateEmbedder"]),
    .target(name: "ReportTemplates", swiftSettings: settings, plugins: ["EmbedTemplates"]),
    .target(
      name: "AuditReports",
      dependencies: [
        "AuditModel", "AuditAnalysis", "ReportTemplates", "CXLSXWriter",
        .product(name: "Crypto", package: "swift-crypto"),
      ], swiftSettings: settings),

    // MARK: The whole flow, and the thin executables
    .target(
      name: "AuditPipeline",
      dependencies: [
        "AuditModel", "AuditChecks", "AuditAnalysis", "EvidenceCollection", "EvidenceImport", "SyntheticFleet",
        "AuditHistory", "AuditReports", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"), .product(name: "Yams", package: "Yams"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "roundsman",
      dependencies: [
        "AuditModel", "AuditChecks", "AuditAnalysis", "AuditReports", "AuditPipeline", "EvidenceImport",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "roundsman-bench",
      dependencies: [
        "AuditModel", "AuditChecks", "AuditAnalysis", "WireJSON", "EvidenceCollection", "SyntheticFleet",
        "AuditHistory", "AuditReports", "AuditPipeline",
      ], path: "Benchmarks", swiftSettings: settings),

    // MARK: Tests
    .testTarget(name: "AuditModelTests", dependencies: ["AuditModel"], swiftSettings: settings),
    .testTarget(name: "AuditChecksTests", dependencies: ["AuditChecks", "AuditModel"], swiftSettings: settings),
    .testTarget(name: "AuditAnalysisTests", dependencies: ["AuditAnalysis", "AuditModel"], swiftSettings: settings),
    .testTarget(name: "WireJSONTests", dependencies: ["WireJSON"], swiftSettings: settings),
    .testTarget(
      name: "EvidenceCollectionTests", dependencies: ["EvidenceCollection", "AuditModel", "WireJSON"],
      swiftSettings: settings),
    .testTarget(
      name: "EvidenceImportTests", dependencies: ["EvidenceImport", "AuditModel", "WireJSON"], swiftSettings: settings),
    .testTarget(name: "SyntheticFleetTests", dependencies: ["SyntheticFleet"], swiftSettings: settings),
    .testTarget(name: "AuditHistoryTests", dependencies: ["AuditHistory", "AuditModel"], swiftSettings: settings),
    .testTarget(
      name: "AuditReportsTests", dependencies: ["AuditReports", "AuditAnalysis", "AuditModel", "ReportTemplates"],
      swiftSettings: settings),
    .testTarget(
      name: "AuditPipelineTests",
      dependencies: [
        "AuditPipeline", "AuditModel", "AuditChecks", "AuditReports", "AuditHistory", "EvidenceCollection",
        "SyntheticFleet", "roundsman",
      ], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
