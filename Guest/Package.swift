// swift-tools-version: 6.2
import PackageDescription

// A package of its own: Embedded Swift does not link under sanitizers, and a static build of the whole root package
// fails as soon as such a target is in it.

/// Links a plain static C program: no Swift run-time library, nothing to load, no /proc needed to start.
///
/// `-static-executable` would put the whole Swift run time in (6.7 MB) and abort where /proc is missing.
let freestanding: [LinkerSetting] = [
    .unsafeFlags([
        "-enable-experimental-feature", "Embedded", "-Xclang-linker", "-static",
        // The compiler hands -pie to the linker even so.
        "-Xclang-linker", "-Wno-unused-command-line-argument",
        "-Xlinker", "--gc-sections", "-Xlinker", "-s",
    ])
]

let package = Package(
    name: "probe",
    targets: [
        .target(name: "CProbe"),
        .executableTarget(
            name: "probe", dependencies: ["CProbe"],
            swiftSettings: [
                .enableExperimentalFeature("Embedded"), .treatAllWarnings(as: .error),
                .unsafeFlags(["-wmo", "-Osize"]),
            ],
            linkerSettings: freestanding),
        .testTarget(
            name: "ProbeTests", dependencies: ["CProbe"],
            swiftSettings: [
                .treatAllWarnings(as: .error), .enableUpcomingFeature("ExistentialAny"),
                .enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("MemberImportVisibility"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
