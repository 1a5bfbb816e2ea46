// swift-tools-version:6.2
// What is timed, and what times it: apart from the project itself, which does not wait for it to be built.
//
//   swift package benchmark        in this folder: every stage, and the two whole jobs
import PackageDescription

let package = Package(
    name: "benchmarks",
    dependencies: [
        .package(name: "page-match", path: "..", traits: []),
        // Its traits count allocations by packages that not every mirror has.
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.1", traits: []),
    ],
    targets: [
        .executableTarget(
            name: "Speed",
            dependencies: [
                .product(name: "_PageMatchWorkloads", package: "page-match"),
                .product(name: "Benchmark", package: "benchmark"),
            ],
            path: "Speed",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")]),
        .executableTarget(
            name: "ReadFiles", dependencies: [.product(name: "PageMatch", package: "page-match")]),
    ],
    swiftLanguageModes: [.v6]
)
