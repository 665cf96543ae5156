import CProbe
import Foundation
import Glibc
import Testing

/// The probe as it is shipped, started by a test.
struct Program: ~Copyable {
    /// Where `swift build -c release --product probe` puts it.
    static let path = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: ".build/release/probe").path

    let pid: pid_t
    private let input: Int32
    private let output: Int32
    private let error: Int32

    /// Starts the probe, or with `through` another program that is to start it.
    ///
    /// - Parameter terminal: What it gets as standard input in place of a pipe.
    init(
        _ words: [String], through wrapper: [String] = [], binary: String = Program.path, terminal: Int32? = nil
    ) throws {
        let arguments = wrapper + [binary] + words
        var ends: [[Int32]] = []
        for _ in 0..<3 {
            var pair: [Int32] = [-1, -1]
            // Not inherited by what other tests start meanwhile: an end would never come.
            try #require(probe_pipe(&pair) == 0)
            ends.append(pair)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, terminal ?? ends[0][0], 0)
        posix_spawn_file_actions_adddup2(&actions, ends[1][1], 1)
        posix_spawn_file_actions_adddup2(&actions, ends[2][1], 2)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))

        var child: pid_t = 0
        let argv = arguments.map { strdup($0) } + [nil]
        let environment = [strdup("PATH=/usr/sbin:/usr/bin:/sbin:/bin"), strdup("GREETING=h\u{e4}llo \"you\""), nil]
        defer { (argv + environment).forEach { free($0) } }
        let result = posix_spawnp(&child, arguments[0], &actions, &attributes, argv, environment)
        try #require(result == 0, "\(arguments[0]) does not start; was the probe built in release mode?")
        pid = child
        close(ends[0][0])
        close(ends[1][1])
        close(ends[2][1])
        input = ends[0][1]
        output = ends[1][0]
        error = ends[2][0]
    }

    /// Reads up to and without the next newline.
    func line() -> String {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while read(output, &byte, 1) == 1, byte != 0x0A { bytes.append(byte) }
        return String(decoding: bytes, as: UTF8.self)
    }

    func write(_ text: [UInt8]) {
        var rest = text[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
            guard written > 0 else { return }
            rest = rest.dropFirst(written)
        }
    }

    func signal(_ number: Int32) { kill(pid, number) }

    /// Closes its input, takes what is left of its output and waits for its end.
    consuming func finish() -> Ending {
        close(input)
        let standardOutput = Program.everything(from: output)
        let standardError = Program.everything(from: error)
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
        close(output)
        close(error)
        return Ending(status: status, output: standardOutput, error: standardError)
    }

    private static func everything(from descriptor: Int32) -> [UInt8] {
        var all: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            guard count > 0 else { return all }
            all += buffer[..<count]
        }
    }
}

/// How a program ended, and what it said.
struct Ending {
    let status: Int32
    let output: [UInt8]
    let error: [UInt8]

    /// The exit code; nil when a signal ended it.
    var code: Int32? { status & 0x7F == 0 ? (status >> 8) & 0xFF : nil }
    /// The signal that ended it, if one did.
    var signal: Int32? { status & 0x7F == 0 ? nil : status & 0x7F }
    var text: String { String(decoding: output, as: UTF8.self) }
    var complaint: String { String(decoding: error, as: UTF8.self) }
}

/// Runs the probe to its end.
func run(_ words: [String], input: [UInt8] = [], through wrapper: [String] = []) throws -> Ending {
    let program = try Program(words, through: wrapper)
    program.write(input)
    return program.finish()
}
