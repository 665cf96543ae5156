import Glibc
import Host
import Linux
import Testing

/// What one test may use of the machine: names that nobody else has, a folder, and a locked lane folder by which
/// a `kumite clean` that someone runs at the same time takes the test's things for a live run's.
final class Scratch {
    /// Also the run's name.
    let nonce = "t" + String(UInt64.random(in: 0..<1 << 48), radix: 36) + "x" + String(getpid(), radix: 36)
    let folder: String
    private let lane: LaneFolder?

    init() throws {
        folder = "/tmp/kumite-\(nonce)"
        try Files.makeDirectory(folder, mode: 0o700)
        lane = geteuid() == 0 ? try LaneFolder(lane: nonce + "-0", run: nonce) : nil
    }

    deinit {
        _ = Files.removeTree(folder)
        lane?.remove()
    }

    func cgroup(_ trial: String = "trial") throws -> TrialCgroup {
        try TrialCgroup(run: nonce, lane: "lane", trial: trial, layout: .current())
    }
}

/// Root is needed for what most tests of this module try.
let isRoot = geteuid() == 0

/// Starts a program that does nothing until it is killed.
///
/// Not before it sleeps: a spawn returns when the old image is given up, and the new one shows no environment and hardly
/// any memory yet.
func sleeper(_ change: (inout SpawnRequest) throws -> Void = { _ in }) async throws -> SpawnedProcess {
    var request = SpawnRequest("/usr/bin/sleep", ["300"])
    try change(&request)
    let process = try spawn(request)
    #expect(try await eventually { try ProcessStat.of(process.pid)?.state == "S" })
    return process
}

/// Starts a shell command line.
func shell(_ line: String, _ change: (inout SpawnRequest) throws -> Void = { _ in }) throws -> SpawnedProcess {
    var request = SpawnRequest("/bin/sh", ["-c", line], environment: ["PATH=/usr/sbin:/usr/bin:/sbin:/bin"])
    try change(&request)
    return try spawn(request)
}

/// Repeats a question until it is answered with yes, for at most 10 s.
func eventually(_ question: () throws -> Bool) async throws -> Bool {
    let deadline = Stamp.after(.seconds(10))
    while Stamp.now < deadline {
        if try question() { return true }
        try await Poller.shared.sleep(until: .after(.milliseconds(5)))
    }
    return try question()
}

/// A small generator with a seed, so that what failed once fails again (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

extension MountTable {
    /// A table of lines without their first two fields' care: `id parent target type source superOptions [root] [device]`.
    init(short lines: [String]) {
        let text = lines.map { line -> String in
            let f = line.split(separator: " ").map(String.init)
            let root = f.count > 6 ? f[6] : "/"
            let device = f.count > 7 ? f[7] : "0:\(f[0])"
            return "\(f[0]) \(f[1]) \(device) \(root) \(f[2]) rw,relatime - \(f[3]) \(f[4]) \(f[5])"
        }
        self.init(Array(text.joined(separator: "\n").utf8))
    }
}
