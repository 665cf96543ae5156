import Drivers
import Facets
import FoundationEssentials
import Glibc
import Host
import Linux
import Matrices
import Recordings
import RuncFamily
import Scenarios
import ShimDriver
import Synchronization
import Testing

@testable import Trials

/// Debian's shims and the programs of this package, where they are.
enum Real {
    static let shim = "/usr/bin/containerd-shim-runc-v2"
    static let runtime = "/usr/sbin/runc"
    static let probe = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Guest/.build/release/probe").path

    /// The folder that programs of this package are built into: the test bundle's own.
    static func built(_ name: String) throws -> String {
        let bundle = try ThisProcess.program
        return "\(bundle[..<(bundle.lastIndex(of: "/") ?? bundle.endIndex)])/\(name)"
    }

    static let canRun =
        geteuid() == 0 && [shim, runtime, probe].allSatisfy { (path: String) in access(path, X_OK) == 0 }

    static var contender: Contender { Contender(name: "real", family: "runc", shim: shim, runtime: runtime) }
}

/// What came of one trial that was carried out in this process.
struct Tried: Sendable {
    var observations: [Observation]
    var facets: FacetSet
    /// What of the scenario's expectations does not hold, in words.
    var unmet: [String]
    /// What was left on the host after the session's tear-down, before it was removed.
    var left: [String]
    var nonce: String

    var marks: [String] {
        observations.compactMap { if case .mark(let name) = $0.what { name } else { nil } }
    }

    var calls: [CallRecord] {
        observations.compactMap { if case .call(let call) = $0.what { call } else { nil } }
    }

    /// The topics of the events, in the order that they came in.
    var topics: [String] {
        observations.compactMap { if case .event(let event) = $0.what { event.topic } else { nil } }
    }

    /// What happened, a line each; for a failed test to show.
    var story: String {
        observations.compactMap { observation -> String? in
            let step = observation.step.map { "\($0.subject)/\($0.name.joined(separator: "/"))" } ?? ""
            let at = "\((observation.at - (observations.first?.at ?? 0)) / 1_000_000) ms \(step)"
            return switch observation.what {
            case .call(let call):
                "\(at) \(call.method) \((call.receivedAt - call.sentAt) / 1_000_000) ms \(call.outcome)"
            case .program(let program):
                "\(at) \(program.arguments.suffix(3)) \(program.end) \(program.stdout.oneLine) \(program.stderr.oneLine)"
            case .mark(let name): "\(at) mark \(name)"
            case .event(let event): "\(at) \(event.topic)"
            case .stepEnded(let end): "\(at) \(end)"
            case .violation(let text): "\(at) violation \(text)"
            case .log(let text): "\(at) log \(text.oneLine)"
            case .hang(let hang): "\(at) hang \(hang.stacks.prefix(3))"
            case .infrastructure(let failure): "\(at) \(failure)"
            default: nil
            }
        }.joined(separator: "\n")
    }

    var infrastructure: [String] {
        observations.compactMap {
            if case .infrastructure(let failure) = $0.what {
                "\(failure.doing) \(failure.to): \(failure.why)"
            } else {
                nil
            }
        }
    }

    func facet(_ path: String) -> FacetState? { facets[FacetPath(path.split(separator: "/").map(String.init))] }

    func text(_ path: String) -> String? {
        if case .seen(.text(let text))? = facet(path) { text } else { nil }
    }

    func integer(_ path: String) -> Int64? {
        if case .seen(.integer(let number))? = facet(path) { number } else { nil }
    }

    /// Everything that a subject wrote to stdout and was recorded.
    func output(of subject: String, _ stream: OutputStream = .stdout) -> String {
        String(
            decoding: observations.flatMap { observation -> [UInt8] in
                guard case .output(let record) = observation.what, record.subject == subject, record.stream == stream
                else { return [] }
                return record.bytes.bytes
            }, as: UTF8.self)
    }
}

/// Carries out a scenario as a lane does, with places of its own, and looks what is left.
func attempt(
    _ scenario: Scenario, _ contender: Contender = Real.contender, speaks: String = "1.6", probe: String = Real.probe,
    family: any ShimFamily = Runc(), looks: Bool = false, counters: [String] = []
) async throws -> Tried {
    let nonce = "kt" + String(UInt64.random(in: 0...(1 << 50)), radix: 36)
    // Not below /run, which is often mounted without execution.
    let folder = "/var/lib/\(nonce)"
    let sockets = "/tmp/\(nonce)"
    for path in [folder, sockets, "\(folder)/bundles", "\(folder)/work", "\(sockets)/state"] {
        try Files.makeDirectory(path, mode: 0o711)
    }
    try Files.makeDirectory("\(sockets)/state/\(nonce)", mode: 0o711)
    defer { for path in [folder, sockets] { _ = Files.removeTree(path) } }
    let cgroup = try TrialCgroup(run: nonce, lane: "1", trial: "t1", layout: .current())
    let claims = Claims()
    var setting = TrialSetting(
        scenario: scenario, contender: contender, family: family, speaks: speaks, view: View.host, nonce: nonce,
        namespace: nonce, folder: folder, sockets: sockets, cgroup: cgroup.path, probe: probe,
        publisher: try Real.built("kumite"), claims: claims)
    setting.counters = counters
    setting.probe = "\(folder)/probe"
    try Files.copy(probe, to: setting.probe, mode: 0o755)
    let driver = DirectDriver()
    try #require(driver.obstacles(to: scenario, of: family) == [])
    let group = cgroup.path
    @Sendable func scope() -> TrialScope {
        TrialScope(
            nonce: nonce, cgroup: group, folders: [folder, sockets], paths: claims.sockets, pids: claims.pids)
    }
    let before = try HostSnapshot.take(scope())
    if looks {
        setting.observer = HostObserver(before: before) {
            var scope = scope()
            scope.isAlone = true
            return scope
        }
    }
    let seen = Mutex<[Observation]>([])
    let recorder = Recorder { observation in seen.withLock { $0.append(observation) } }
    let session = try await driver.open(setting, recorder: recorder)
    let runner = StepRunner(
        session: session, recorder: recorder, family: family, isPod: scenario.given.pod != nil,
        now: { Stamp.now.nanoseconds }, interrupted: { false },
        steadyLook: SteadyLook(scenario, setting.observer, recorder))
    await runner.run(scenario.steps)
    await session.tearDown()
    // A shim's end is seen by this host's first process, which takes its time.
    var changes = before.changes(to: try HostSnapshot.take(scope()), scope()).withoutOthers()
    changes.left.removeAll { change in
        switch change.object {
        case .zombie: true
        case .process(let process): process.hasEnded
        case .cgroup(let found): found.path == cgroup.path || cgroup.path.hasPrefix(found.path)
        default: !change.isOwned
        }
    }
    let left = changes.difference(at: "end").left.map { "\($0.kind.rawValue) \($0.identity) \($0.detail)" }
    _ = try await changes.removeLeft(scope(), by: .after(.seconds(10)))
    _ = try await cgroup.remove(by: .after(.seconds(10)))
    _ = try await TrialCgroup(path: "/\(TrialCgroup.mark)\(nonce)", layout: .current()).remove(by: .after(.seconds(10)))
    let observations = seen.withLock { $0 }
    let extractors = looks ? family.extractors : []
    let facets = derive(Recording(scenario: scenario, observations: observations), extractors: extractors).facets
    return Tried(
        observations: observations, facets: facets,
        unmet: expectations(of: scenario, in: facets).map { "\($0.path): \($0.why)" }, left: left, nonce: nonce)
}

extension Scenario {
    /// A scenario of a test, with what it is about and nothing else.
    static func of(
        _ containers: [ContainerSpec], given: Given = Given(), expect: [Scenarios.Expectation] = [], _ steps: [Step]
    ) -> Scenario {
        Scenario(
            id: "test/scenario", title: "", because: "", origin: [], covers: [], given: given, containers: containers,
            steps: steps, expect: expect)
    }
}

extension Step {
    /// A step that is called by its verb, or by its label.
    static func `do`(
        _ action: Action, _ label: String? = nil, within: Duration? = nil, at: Moment? = nil,
        expect: [String: Matcher] = [:]
    ) -> Step {
        Step(
            action: action, name: [label ?? action.verb],
            withinNanoseconds: within.map {
                UInt64($0.components.seconds) * 1_000_000_000
                    + UInt64($0.components.attoseconds / 1_000_000_000)
            }, at: at,
            expect: expect.sorted { $0.key < $1.key }.map {
                Scenarios.Expectation(FacetPath($0.key.split(separator: "/").map(String.init)), $0.value)
            })
    }
}

let main = Subject(container: "main")

extension ContainerSpec {
    /// A container `main` that runs the probe.
    static func main(_ arguments: String..., configure: (inout ContainerSpec) -> Void = { _ in }) -> ContainerSpec {
        var container = ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe"] + arguments))
        configure(&container)
        return container
    }
}
