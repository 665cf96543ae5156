import Foundation
import Testing

/// The scripts with programs that only pretend: what they make of each answer, not what the answer is.
@Suite(
    "The scripts under ci/", .serialized, .enabled(if: getuid() == 0, "the scripts ask for root first"),
    .timeLimit(.minutes(2)))
struct ScriptsTests {
    /// Runs one script in a folder of its own, with `swift`, `kumite` and the like as given.
    private func run(_ script: String, words: String = "", programs: [String: String]) async throws -> (
        code: Int32, output: String
    ) {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "kumite-scripts-\(UUID().uuidString)").path
        for name in ["bin", "ci", ".build/release", ".build/debug"] {
            try files.createDirectory(atPath: folder + "/pretended/" + name, withIntermediateDirectories: true)
        }
        defer { try? files.removeItem(atPath: folder) }
        // What a healthy machine answers, unless the test says otherwise. Nothing real is installed or built.
        var healthy = [
            "bin/swift": Self.swift(), "bin/apt-get": "echo 'apt-get must not be called' >&2; exit 99",
            "bin/shellcheck": "exit 0", "ci/generate": "exit 0", ".build/release/kumite": "exit 0",
            ".build/debug/kumite": "exit 0", "ci/package": "exit 0",
        ]
        healthy[script] = nil
        let present = [
            "containerd-shim-runc-v2", "runc", "crun", "git", "gcc", "ld.gold", "xz", "unshare", "protoc", "xmllint",
        ]
        let pretended = Dictionary(uniqueKeysWithValues: present.map { ("bin/" + $0, "exit 0") })
        for (name, text) in healthy.merging(pretended, uniquingKeysWith: { $1 }).merging(
            programs, uniquingKeysWith: { $1 })
        {
            try Data("#!/bin/bash\n\(text)\n".utf8).write(to: URL(filePath: folder + "/pretended/" + name))
        }
        // Copied by a child: a file that this process has had open for writing may still be open in what another test
        // is spawning just now, and would not execute (ETXTBSY).
        let copying = "cd \(folder) && cp -r \(Clone.root.path)/{ci,.ci} pretended/. . && chmod -R +x bin ci .ci .build"
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let code = try await runProgram(
            ["bash", "-c", "\(copying) && exec \(script) \(words)"], environment: ["PATH": "\(folder)/bin:\(path)"],
            output: folder + "/output", withErrors: true)
        return (code, try String(contentsOf: URL(filePath: folder + "/output"), encoding: .utf8))
    }

    /// A `swift` whose every test run says what it is told to.
    private static func swift(
        root: String = "echo '✔ Test run with 900 tests in 9 suites passed after 0.1 seconds.'",
        guest: String = "echo '✔ Test run with 90 tests in 9 suites passed after 0.1 seconds.'",
        format: String = "exit 0", build: String = "exit 0"
    ) -> String {
        """
        case "$*" in
        --version) echo 'Swift version 6.3.1' ;;
        format*) \(format) ;;
        'test --package-path Guest') \(guest) ;;
        test*) \(root) ;;
        build*) \(build) ;;
        esac
        """
    }

    @Test("ci/test passes when everything does", arguments: ["ci/test", ".ci/run"])
    func passes(_ script: String) async throws {
        let (code, output) = try await run(script, programs: [:])
        #expect(code == 0, "\(output)")
        #expect(output.contains("ci/test: all passed"))
    }

    static let failures: [(name: String, stage: String, swift: String)] = [
        ("no test ran", "tests", swift(root: "echo '✔ Test run with 0 tests in 0 suites passed'")),
        ("one of many ran", "tests", swift(root: "echo '✔ Test run with 1 test in 1 suite passed'")),
        ("no closing line", "tests", swift(root: "echo crashed")),
        ("a test failed", "tests", swift(root: "echo '✘ Test run with 900 tests in 9 suites failed'; exit 1")),
        ("it died", "tests", swift(root: "echo '✔ Test run with 900 tests '; kill -SEGV $$")),
        ("the guest's are lost", "probe-tests", swift(guest: "echo '✔ Test run with 1 test in 1 suite passed'")),
        ("bad style", "style", swift(format: "exit 1")),
        ("it does not compile", "build", swift(build: "exit 1")),
    ]

    @Test("ci/test fails, and says where", arguments: failures)
    func fails(_ c: (name: String, stage: String, swift: String)) async throws {
        let (code, output) = try await run("ci/test", programs: ["bin/swift": c.swift])
        #expect(code == 1, "\(output)")
        #expect(output.contains("FAILED  \(c.stage) "), "\(output)")
        #expect(!output.contains("all passed"))
    }

    @Test(
        "ci/test fails when a check beside Swift does",
        arguments: [
            ("bin/shellcheck", "style"), ("ci/generate", "generated"), ("ci/package", "package"),
            (".build/debug/kumite", "proof"),
        ])
    func failsBeside(program: String, stage: String) async throws {
        let (code, output) = try await run("ci/test", programs: [program: "exit 1"])
        #expect(code == 1)
        #expect(output.contains("FAILED  \(stage) "), "\(output)")
    }

    @Test("ci/test proves the judge by a sample that the commit chooses", arguments: ["abcdef0123456789", ""])
    func sample(_ commit: String) async throws {
        let (code, output) = try await run(
            "ci/test",
            programs: [
                "bin/git": commit.isEmpty ? "exit 128" : "echo \(commit)", ".build/debug/kumite": "echo \"kumite $*\"",
            ])
        #expect(code == 0, "\(output)")
        let seed = Int(commit.prefix(12), radix: 16) ?? 0
        #expect(output.contains("kumite prove --sample 3 --seed \(seed) --budget 240s"), "\(output)")
    }

    @Test("what was skipped is in the summary")
    func skipped() async throws {
        let text = "echo '➜ Test \"x\" skipped: \"no kvm\"'; echo '━ Test run with 900 tests passed'"
        let (code, output) = try await run("ci/test", programs: ["bin/swift": Self.swift(root: text)])
        #expect(code == 0)
        #expect(output.contains("skipped in tests: 1"))
    }

    /// A kumite whose main job ends with one code, and the demonstration of a planted fault with another.
    private static func kumite(_ gate: Int, shown: Int = 1) -> String {
        "echo \"kumite $*\"; case \"$*\" in *understudy=exit/zero-for-killed*) exit \(shown) ;; esac; exit \(gate)"
    }

    @Test("ci/quickstart: the gate's code is said, and is no failure", arguments: [0, 1, 2])
    func ran(_ gate: Int) async throws {
        let (code, output) = try await run(
            "ci/quickstart", words: "--seed 7", programs: [".build/release/kumite": Self.kumite(gate)])
        #expect(code == 0)
        #expect(output.contains("kumite run --seed 7\n"))
        #expect(output.contains("A demonstration, not a result") && output.contains("its gate's code is 1"))
        #expect(output.hasSuffix("the gate's own code is \(gate) (\(["pass", "regression", "inconclusive"][gate]))\n"))
    }

    @Test("ci/quickstart: a planted fault that does not block is a failure", arguments: [(0, 3), (2, 3), (130, 130)])
    func notShown(_ shown: Int, _ due: Int32) async throws {
        let (code, _) = try await run(
            "ci/quickstart", programs: [".build/release/kumite": Self.kumite(0, shown: shown)])
        #expect(code == due)
    }

    @Test("ci/quickstart: what did not run is a failure", arguments: [3, 64, 130])
    func didNotRun(_ gate: Int32) async throws {
        let (code, output) = try await run("ci/quickstart", programs: [".build/release/kumite": "exit \(gate)"])
        #expect(code == gate)
        #expect(!output.contains("the main job ran"))
    }

    @Test("ci/quickstart does not run what it could not build")
    func notBuilt() async throws {
        let (code, output) = try await run(
            "ci/quickstart",
            programs: ["bin/swift": Self.swift(build: "exit 5"), ".build/release/kumite": "echo ran"])
        #expect(code == 5)
        #expect(!output.contains("ran"))
    }

    @Test("ci/install: a swift that does not start is the machine's fault, and is quoted")
    func brokenSwift() async throws {
        let (code, output) = try await run("ci/install", programs: ["bin/swift": "echo no libncurses; exit 127"])
        #expect(code == 3)
        #expect(output.contains("no libncurses"))
    }

    @Test("unknown words are misuse", arguments: ["ci/install", "ci/build", "ci/package"])
    func misuse(_ script: String) async throws {
        let (code, output) = try await run(script, words: "--frob", programs: [:])
        #expect(code == 64)
        #expect(output.contains("usage: \(script)"))
    }
}
