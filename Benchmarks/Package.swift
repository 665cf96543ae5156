// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that an ordinary build of Kumite builds none of this. It sees only what is `public`.
let package = Package(
    name: "benchmarks",
    dependencies: [.package(name: "kumite", path: "..")],
    targets: [
        .executableTarget(
            name: "ttrpc-round-trip",
            dependencies: [.product(name: "TTRPC", package: "kumite")],
            swiftSettings: [.treatAllWarnings(as: .error)]),
        .executableTarget(
            name: "judge-statistics",
            dependencies: [.product(name: "Statistics", package: "kumite")],
            swiftSettings: [.treatAllWarnings(as: .error)]),
        .executableTarget(name: "life-cycle-figures", swiftSettings: [.treatAllWarnings(as: .error)]),
    ],
    swiftLanguageModes: [.v6]
)
