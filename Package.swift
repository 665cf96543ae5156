// swift-tools-version: 6.2
import PackageDescription

/// What every Swift target is built with: the house rules that a compiler can keep.
let settings: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

let yams: Target.Dependency = .product(name: "Yams", package: "Yams")
let protobuf: Target.Dependency = .product(name: "SwiftProtobuf", package: "swift-protobuf")
let arguments: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")

/// A library of this package under `Sources/NAME`; what it may depend on is in CONTRIBUTING.md ("Layers").
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// The tests of the module NAME, under `Tests/NAMETests`.
func tests(_ name: String, _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests", dependencies: [.target(name: name)] + more, swiftSettings: settings)
}

let package = Package(
    name: "kumite",
    products: [
        .executable(name: "kumite", targets: ["kumite"]),
        .executable(name: "understudy", targets: ["understudy"]),
        .executable(name: "standin", targets: ["standin"]),
        // Only what the nested package Benchmarks/ drives.
        .library(name: "TTRPC", targets: ["TTRPC"]),
        .library(name: "Statistics", targets: ["Statistics"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        // Exactly the release whose generator wrote the committed code; another would write other text.
        .package(url: "https://github.com/apple/swift-protobuf.git", exact: "1.39.0", traits: []),
        .package(url: "https://github.com/jpsim/Yams.git", from: "6.2.2"),
    ],
    targets: [
        // Pure: no I/O, no clock, random numbers handed in.
        // Optimised in debug builds too: it digests binaries and outputs, at 3 MB/s otherwise.
        .target(
            name: "Facets",
            swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        // Optimised in debug builds too: its simulations judge thousands of runs.
        .target(
            name: "Statistics",
            swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        module("Documents", [yams]),
        // Optimised in debug builds too: it reads some thirty thousand functions a trial.
        .target(
            name: "Coverage",
            swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),
        module("Scenarios", ["Facets", "Documents"]),
        module("Matrices", ["Documents"]),
        module("Policies", ["Facets", "Documents", "Coverage"]),
        module("Recordings", ["Facets", "Scenarios"]),
        module("Kata", ["Recordings", "Matrices", "Documents", "Facets", "Scenarios"]),
        module("Judgement", ["Statistics", "Policies", "Recordings", "Facets", "Scenarios", "Coverage"]),

        // Optimised in debug builds too: it judges thousands of resampled runs.
        .target(
            name: "Proofs", dependencies: ["Judgement", "Statistics", "Scenarios", "Facets"],
            swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))]),

        // The machine.
        .target(name: "CLinux"),
        module("Linux", ["CLinux"]),
        .target(name: "CKVM"),
        module("Host", ["Linux", "Recordings", "CKVM"]),
        module("TTRPC", ["Linux", protobuf]),
        module("ShimAPI", ["TTRPC", "Linux", protobuf]),
        module("AgentAPI", ["TTRPC", protobuf]),
        module("OCI"),
        module("Archives", ["Recordings", "Facets", "Scenarios", "Documents", "Coverage"]),

        // Contenders.
        module("Drivers", ["Scenarios", "Matrices", "Recordings", "Host", "Linux", "Facets"]),
        module(
            "ShimDriver",
            ["Drivers", "ShimAPI", "OCI", "TTRPC", "Linux", "Host", "Recordings", "Scenarios", "Matrices", protobuf]),
        module("RuncFamily", ["Drivers", "OCI", "Linux", "Host", "Recordings", "Scenarios", "Matrices"]),
        module(
            "KataFamily",
            ["Kata", "Drivers", "Linux", "Host", "Recordings", "Scenarios", "Matrices", "Facets", "Documents"]),

        // Runs.
        module("Trials", ["Drivers", "Archives", "Linux", "Host", "Recordings", "Scenarios", "Matrices", "Facets"]),
        module(
            "Runs",
            [
                "Trials", "Judgement", "Archives", "Drivers", "Linux", "Host", "Recordings", "Scenarios", "Matrices",
                "Policies", "Facets", "Documents", "Coverage",
            ]),
        module(
            "Reports",
            ["Judgement", "Proofs", "Statistics", "Policies", "Recordings", "Scenarios", "Facets", "Coverage"]),
        .executableTarget(
            name: "kumite",
            dependencies: [
                "Runs", "Trials", "Reports", "Proofs", "Judgement", "Statistics", "Kata", "Archives", "ShimDriver",
                "ShimAPI", "Coverage",
                "RuncFamily", "KataFamily", "Drivers", "Host",
                "Linux", "Policies", "Recordings", "Scenarios", "Matrices", "Facets", "Documents", arguments,
            ],
            swiftSettings: settings),
        .executableTarget(
            name: "understudy", dependencies: ["ShimAPI", "TTRPC", "Linux", "Facets", "Documents", protobuf],
            swiftSettings: settings),
        .target(name: "CGuest"),
        .executableTarget(
            name: "standin",
            dependencies: [
                "AgentAPI", "TTRPC", "OCI", "Linux", "CLinux", "CGuest", "Recordings", "Facets", "Documents", protobuf,
            ],
            swiftSettings: settings),

        tests("Facets"),
        tests("Documents"),
        tests("Coverage", ["Statistics"]),
        tests("Statistics"),
        tests("Scenarios", ["Facets", "Documents"]),
        tests("Matrices", ["Documents"]),
        tests("Policies", ["Facets", "Documents", "Coverage"]),
        tests("Recordings", ["Facets", "Scenarios"]),
        tests("Kata", ["Documents", "Recordings", "Scenarios", "Facets"]),
        tests("Judgement", ["Statistics", "Policies", "Recordings", "Facets", "Scenarios", "Coverage"]),
        tests("Proofs", ["Judgement", "Statistics", "Policies", "Recordings", "Scenarios", "Facets"]),
        // What can only be tried in a process of its own: signals, orphans, limits.
        .executableTarget(
            name: "LinuxFixture", dependencies: ["Linux"], path: "Tests/Fixtures/LinuxFixture", swiftSettings: settings),
        tests("Linux", ["CLinux", "LinuxFixture"]),
        // A shim that runs nothing and misbehaves as its name says; also what the benchmarks measure against.
        .executableTarget(
            name: "stub-shim", dependencies: ["ShimAPI", "TTRPC", "Linux", "Facets", protobuf],
            path: "Tests/Fixtures/StubShim", swiftSettings: settings),
        tests("Host", ["Linux", "Recordings"]),
        tests("TTRPC", ["Linux", protobuf]),
        tests("ShimAPI", ["TTRPC", protobuf]),
        tests("AgentAPI", ["TTRPC", protobuf]),
        .testTarget(name: "OCITests", dependencies: ["OCI"], exclude: ["Golden"], swiftSettings: settings),
        tests("Archives", ["Recordings", "Facets", "Scenarios", "Coverage"]),
        tests("Drivers", ["Scenarios", "Matrices", "Recordings", "Linux"]),
        tests(
            "ShimDriver",
            [
                "Drivers", "Recordings", "Scenarios", "Matrices", "Linux", "Host", "ShimAPI", "TTRPC", "OCI", "Trials",
                "RuncFamily", "Kata", "KataFamily", "Facets", "kumite", "stub-shim", protobuf,
            ]),
        tests("RuncFamily", ["Drivers", "Matrices", "Recordings"]),
        tests("KataFamily", ["Kata", "Drivers", "Matrices", "Recordings", "Scenarios", "Linux", "Host"]),
        tests("Trials", ["Drivers", "Recordings", "Scenarios", "Matrices", "Linux", "Host", "Facets"]),
        tests(
            "Runs",
            [
                "kumite", "stub-shim", "Host", "Trials", "Judgement", "Archives", "Drivers", "Recordings", "Scenarios",
                "Matrices", "Policies",
                "Facets", "Linux", "Documents", "Coverage",
            ]),
        tests(
            "Reports",
            ["Judgement", "Proofs", "Policies", "Recordings", "Scenarios", "Facets", "Statistics", "Coverage"]),
        .testTarget(
            name: "understudyTests", dependencies: ["understudy", "ShimAPI", "TTRPC", "Linux", "Documents", protobuf],
            swiftSettings: settings),
        .testTarget(
            name: "standinTests",
            dependencies: [
                "standin", "AgentAPI", "TTRPC", "Linux", "Recordings", "Scenarios", "Facets", "Documents", protobuf,
            ],
            swiftSettings: settings),
        .testTarget(name: "PackageTests", dependencies: [yams], swiftSettings: settings),
        .testTarget(
            name: "kumiteTests", dependencies: ["kumite", "stub-shim", "Documents", "Facets", "Linux", "Host"],
            swiftSettings: settings),
    ],
    swiftLanguageModes: [.v6]
)
