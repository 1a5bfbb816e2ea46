// swift-tools-version:6.2
// The layers of the project, lowest first: a target may import those above it in this file, never those below.
import PackageDescription

let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
]

let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

let package = Package(
    name: "page-match",
    products: [
        .library(name: "PageMatch", targets: ["PageMatch"]),
        .library(name: "PageMatchLibrary", targets: ["PageMatchLibrary"]),
        .executable(name: "pagematch", targets: ["PageMatchCLI"]),
        // Only for the package in `Benchmarks`: what it times is defined here, where it can't go stale.
        .library(name: "_PageMatchWorkloads", targets: ["PageMatchWorkloads"]),
    ],
    traits: [
        .trait(
            name: "Service",
            description: "`pagematch serve`; without it nothing of the HTTP server is built."),
        .default(enabledTraits: ["Service"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // 0: C libraries, behind headers that show no C type of theirs to Swift where that would clash.
        .systemLibrary(
            name: "CICU", pkgConfig: "icu-uc icu-i18n", providers: [.apt(["libicu-dev"])]),
        .systemLibrary(name: "CXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "CZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .target(name: "CICUText", dependencies: ["CICU"], cSettings: strictC),
        .target(name: "CTextKernels", cSettings: strictC),
        .target(name: "CAlignKernels", cSettings: strictC),

        // 1: the vocabulary that all others speak.
        .target(name: "PageMatchCore", swiftSettings: strict),

        // 2: bytes to values, text to words and letters, seeds to anchors.
        .target(
            name: "PageMatchReaders", dependencies: ["PageMatchCore", "CXML", "CZip"],
            exclude: ["FORMATS.md"], swiftSettings: strict),
        .target(
            name: "PageMatchText", dependencies: ["PageMatchCore", "CICUText", "CTextKernels"],
            swiftSettings: strict),
        .target(name: "PageMatchIndex", dependencies: ["PageMatchCore"], swiftSettings: strict),

        // 3: anchors to chains to alignment.
        .target(
            name: "PageMatchAlign",
            dependencies: ["PageMatchCore", "PageMatchIndex", "CAlignKernels"],
            swiftSettings: strict),

        // 4: the engine.
        .target(
            name: "PageMatch",
            dependencies: [
                "PageMatchCore", "PageMatchReaders", "PageMatchText", "PageMatchIndex",
                "PageMatchAlign",
            ],
            swiftSettings: strict),

        // 5: audio files, measured by FFmpeg's programs.
        .target(
            name: "PageMatchMedia", dependencies: ["PageMatch", "PageMatchReaders"],
            swiftSettings: strict),

        // 5: many books.
        .target(
            name: "PageMatchLibrary",
            dependencies: ["PageMatch", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict),

        // 6: HTTP.
        .target(
            name: "PageMatchService",
            dependencies: [
                "PageMatch", "PageMatchLibrary",
                .product(
                    name: "Hummingbird", package: "hummingbird",
                    condition: .when(traits: ["Service"])),
                .product(
                    name: "Logging", package: "swift-log", condition: .when(traits: ["Service"])),
                .product(
                    name: "NIOCore", package: "swift-nio", condition: .when(traits: ["Service"])),
                .product(
                    name: "ServiceLifecycle", package: "swift-service-lifecycle",
                    condition: .when(traits: ["Service"])),
                .product(
                    name: "UnixSignals", package: "swift-service-lifecycle",
                    condition: .when(traits: ["Service"])),
            ],
            swiftSettings: strict),

        // 7: the command line.
        .executableTarget(
            name: "PageMatchCLI",
            dependencies: [
                "PageMatch", "PageMatchLibrary", "PageMatchMedia", "PageMatchService",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict),

        // What measures the engine from inside: what is done, and who counts or times it.
        .target(
            name: "PageMatchWorkloads",
            dependencies: [
                "PageMatch", "PageMatchAlign", "PageMatchIndex", "PageMatchLibrary",
                "PageMatchText", "PageMatchCore", "CAlignKernels", "TestSupport",
            ],
            path: "Benchmarks/Workloads", swiftSettings: strict),
        .executableTarget(
            name: "Measure",
            dependencies: [
                "PageMatchWorkloads", "PageMatch", "PageMatchAlign", "PageMatchIndex",
                "PageMatchLibrary", "PageMatchText", "PageMatchCore", "CICUText",
                "CAlignKernels", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Benchmarks/Measure", swiftSettings: strict),

        .target(
            name: "TestSupport", dependencies: ["PageMatchCore"], path: "Tests/TestSupport",
            swiftSettings: strict),
        .executableTarget(
            name: "LibraryCrashHelper", dependencies: ["PageMatchLibrary"],
            path: "Tests/LibraryCrashHelper", swiftSettings: strict),
        .testTarget(
            name: "PageMatchReadersTests", dependencies: ["PageMatchReaders", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PageMatchTextTests", dependencies: ["PageMatchText", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PageMatchAlignTests",
            dependencies: ["PageMatchAlign", "PageMatchIndex", "CAlignKernels", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PageMatchTests",
            dependencies: ["PageMatch", "PageMatchWorkloads", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PageMatchMediaTests", dependencies: ["PageMatchMedia", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "PageMatchLibraryTests",
            dependencies: [
                "PageMatchLibrary", "LibraryCrashHelper", "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .testTarget(
            name: "CommandTests", dependencies: ["PageMatchCLI", "TestSupport"],
            swiftSettings: strict),
        .testTarget(
            name: "ServiceTests", dependencies: ["TestSupport"], swiftSettings: strict),
    ],
    swiftLanguageModes: [.v6]
)
