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
    .executable(name: "roundsman", targets: ["roundsman"]),
    .executable(name: "graph-simulator", targets: ["graph-simulator"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-asn1", from: "1.0.0"),
    .package(url: "https://github.com/apple/swift-certificates", from: "1.21.1"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-extras", from: "1.26.0"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
  ],
  targets: [
    // MARK: The nouns, and what is pure over them. No target imports more than its row of ARCHITECTURE allows.
    .target(
      name: "AuditModel", dependencies: [.product(name: "Crypto", package: "swift-crypto")], swiftSettings: settings),
    .target(name: "AuditChecks", dependencies: ["AuditModel"], swiftSettings: settings),
    .target(name: "AuditAnalysis", dependencies: ["AuditModel"], swiftSettings: settings),

    // MARK: Evidence in: JSON, the cloud, archives, foreign exports
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "WireJSON", dependencies: ["CSimdJSON"], swiftSettings: settings),
    .target(
      name: "MicrosoftCloud",
      dependencies: [
        "WireJSON", .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"), .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"), .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "SwiftASN1", package: "swift-asn1"), .product(name: "X509", package: "swift-certificates"),
      ], swiftSettings: settings),
    .target(
      name: "EvidenceCollection",
      dependencies: [
        "AuditModel", "MicrosoftCloud", "WireJSON", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .target(name: "EvidenceImport", dependencies: ["AuditModel", "WireJSON"], swiftSettings: settings),
    .target(name: "SyntheticFleet", swiftSettings: settings),
    .target(
      name: "GraphSimulator",
      dependencies: [
        "SyntheticFleet", .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "X509", package: "swift-certificates"),
      ], swiftSettings: settings),

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
        "AuditModel", "AuditChecks", "AuditAnalysis", "MicrosoftCloud", "EvidenceCollection", "EvidenceImport",
        "SyntheticFleet", "AuditHistory", "AuditReports", "WireJSON",
        .product(name: "Crypto", package: "swift-crypto"), .product(name: "Logging", package: "swift-log"),
        .product(name: "Yams", package: "Yams"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "roundsman",
      dependencies: [
        "AuditModel", "AuditChecks", "AuditAnalysis", "AuditReports", "AuditPipeline", "EvidenceImport",
        "MicrosoftCloud", .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: settings),
    .executableTarget(
      name: "graph-simulator",
      dependencies: [
        "GraphSimulator", "SyntheticFleet", .product(name: "ArgumentParser", package: "swift-argument-parser"),
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
      name: "MicrosoftCloudTests",
      dependencies: [
        "MicrosoftCloud", "WireJSON", .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ], swiftSettings: settings),
    .testTarget(
      name: "EvidenceCollectionTests",
      dependencies: [
        "EvidenceCollection", "AuditModel", "MicrosoftCloud", "WireJSON",
        .product(name: "Hummingbird", package: "hummingbird"), .product(name: "Logging", package: "swift-log"),
      ],
      swiftSettings: settings),
    .testTarget(
      name: "GraphSimulatorTests", dependencies: ["GraphSimulator", "SyntheticFleet", "graph-simulator"],
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
        "MicrosoftCloud", "SyntheticFleet", "GraphSimulator", "WireJSON", "roundsman", "graph-simulator",
        .product(name: "Logging", package: "swift-log"),
      ], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
