// swift-tools-version:6.2
// Fuzz targets for every reader of bytes, over libFuzzer; built and run by Scripts/fuzz, by nothing else.
import PackageDescription

let package = Package(
    name: "fuzz",
    dependencies: [.package(name: "page-match", path: "../..", traits: [])],
    targets: [
        .target(name: "CFuzzer"),
        .executableTarget(
            name: "Fuzz",
            dependencies: ["CFuzzer", .product(name: "PageMatch", package: "page-match")]),
    ],
    swiftLanguageModes: [.v6]
)
