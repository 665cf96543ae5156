import Foundation
import Testing
import Yams

/// `ci/gate` and the action with a kumite that only pretends: every code it may end with, and what is asked of it.
@Suite("The gate's script and the action", .serialized, .timeLimit(.minutes(2)))
struct GateTests {
    /// Runs shell in a folder with a copy of `ci/` and a pretended kumite.
    private func run(_ line: String, kumite: String) async throws -> (code: Int32, output: String) {
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "kumite-gate-\(UUID().uuidString)").path
        try files.createDirectory(atPath: folder + "/clone/.build/release", withIntermediateDirectories: true)
        defer { try? files.removeItem(atPath: folder) }
        try Data("#!/bin/bash\n\(kumite)\n".utf8).write(to: URL(filePath: folder + "/clone/pretended"))
        // Copied by a child, which executes what no other process can have open for writing.
        let copying = """
            cd \(folder)/clone && cp -r \(Clone.root.path)/ci . && cp pretended .build/release/kumite \
            && chmod -R +x .build/release ci
            """
        let code = try await runProgram(
            ["bash", "-c", "\(copying) && \(line)"],
            environment: ["GITHUB_STEP_SUMMARY": "", "GITHUB_OUTPUT": "", "GITHUB_ACTION_PATH": "ci/action"],
            output: folder + "/output", withErrors: true)
        return (code, try String(contentsOf: URL(filePath: folder + "/output"), encoding: .utf8))
    }

    /// A kumite whose run ends with a code, after it made its folder or not, and whose report can be written or not.
    private static func kumite(_ code: Int32, folder: Bool = true, report: Bool = true) -> String {
        """
        case $1 in
        run) shift; \(folder ? "mkdir results/run; " : "")echo "run $*"; exit \(code) ;;
        report) \(report ? "echo \"## Kumite: told\" >\"$4\"; echo x >\"$6\"; echo x >\"$8\"" : "echo broken >&2; exit 3") ;;
        esac
        """
    }

    @Test("the gate's code is the script's, and the archive is packed", arguments: [0, 1, 2, 3] as [Int32])
    func codes(_ code: Int32) async throws {
        let (ended, output) = try await run(
            "ci/gate --out results --tier pr; code=$?; tar -tf results/run.tar.gz; ls results; cat results/report.txt; "
                + "exit $code",
            kumite: Self.kumite(code))
        #expect(ended == code, "\(output)")
        #expect(output.contains("## Kumite: told\n") && output.contains("run/\n"), "\(output)")
        #expect(output.hasSuffix("/results/run --tier pr\n"), "\(output)")
    }

    @Test(
        "without a verdict nothing is green",
        arguments: [
            (kumite(0, report: false), 3), (kumite(1, report: false), 1), (kumite(0, folder: false), 3),
            (kumite(3, folder: false), 3), (kumite(64, folder: false), 64), (kumite(130), 130),
            ("kill -SEGV $$", 139),
        ] as [(String, Int32)])
    func noVerdict(_ kumite: String, _ code: Int32) async throws {
        let (ended, output) = try await run("ci/gate --out results", kumite: kumite)
        #expect(ended == code, "\(output)")
        #expect(output.contains("## Kumite: no verdict, exit \(code)\n"), "\(output)")
    }

    @Test(
        "misuse is 64 before anything is run",
        arguments: [
            "ci/gate --out", "ci/gate --kumite ''", "ci/gate --json", "ci/gate --kumite /nonexistent",
            "mkdir old && touch old/x && ci/gate --out old",
        ])
    func misuse(_ line: String) async throws {
        let (code, output) = try await run(line, kumite: "echo was run")
        #expect(code == 64 && output.contains("ci/gate: ") && !output.contains("was run"), "\(output)")
    }

    private func action() throws -> [String: Any] {
        try #require(try Yams.load(yaml: Clone.text("ci/action/action.yml")) as? [String: Any])
    }

    private func names(_ key: String) throws -> Set<String> {
        let members = try #require(try action()[key] as? [String: [String: Any]])
        for (name, member) in members {
            #expect((member["description"] as? String)?.isEmpty == false, "\(name) is not described")
        }
        return Set(members.keys)
    }

    @Test("the action names inputs that it has, and uses all of them")
    func inputs() throws {
        let text = try Clone.text("ci/action/action.yml")
        let used = Set(text.matches(of: /inputs\.([a-z-]+)/).map { String($0.output.1) })
        #expect(try names("inputs") == used)
    }

    @Test("the action's outputs are told by the gate")
    func outputs() throws {
        let told = Set(try Clone.text("ci/gate").matches(of: #/\btell ([a-z]+) /#).map { String($0.output.1) })
        #expect(try names("outputs") == told)
        let text = try Clone.text("ci/action/action.yml")
        #expect(Set(text.matches(of: /steps\.gate\.outputs\.([a-z]+)/).map { String($0.output.1) }) == told)
    }

    @Test("the action runs a script that is there, and puts no input into a script's text")
    func steps() throws {
        let runs = try #require(try action()["runs"] as? [String: Any])
        #expect(runs["using"] as? String == "composite")
        let steps = try #require(runs["steps"] as? [[String: Any]])
        let scripts = steps.compactMap { $0["run"] as? String }
        #expect(scripts == ["\"$GITHUB_ACTION_PATH/run\""])
        #expect(FileManager.default.isExecutableFile(atPath: Clone.root.appending(path: "ci/action/run").path))
        #expect(steps.allSatisfy { $0["run"] == nil || $0["shell"] as? String == "bash" })
    }

    @Test(
        "the action's inputs become options of the gate, each one word, empty ones none",
        .enabled(if: getuid() == 0, "another user would be asked for a password"))
    func words() async throws {
        let runs = try #require(try action()["runs"] as? [String: Any])
        let environment = try #require((runs["steps"] as? [[String: Any]])?.first?["env"] as? [String: String])
        let values = environment.keys.sorted().filter { $0 != "KUMITE_OPTIONS" }
        let set = values.map { "\($0)='v $(id) \($0)'" } + ["KUMITE_OPTIONS=$'--seed\\n7 8\\n'"]
        let gate = "echo 'printf \"<%s>\" \"$@\"' >ci/gate"
        let all = try await run("\(gate); \(set.joined(separator: " ")) ci/action/run", kumite: "")
        #expect(all.code == 0)
        for name in values {
            let option = name.dropFirst("KUMITE_".count).lowercased()
            #expect(all.output.contains("<--\(option)><v $(id) \(name)>"), "\(all.output)")
        }
        #expect(all.output.hasSuffix("<--seed><7 8>"))
        let none = try await run("\(gate); ci/action/run", kumite: "")
        #expect(none.code == 0 && none.output == "<>", "\(none.output)")
    }
}
