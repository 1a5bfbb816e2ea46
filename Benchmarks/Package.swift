// swift-tools-version:6.2
// What measures the engine from inside; built by the scripts of this folder, by nothing else.
import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "page-match", path: "..", traits: [])],
    targets: [
        .executableTarget(
            name: "ReadFiles", dependencies: [.product(name: "PageMatch", package: "page-match")])
    ],
    swiftLanguageModes: [.v6]
)
