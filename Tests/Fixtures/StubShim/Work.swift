import Glibc
import Linux

/// What a container's process would do, as far as the stub plays it: some verbs of the probe.
struct Work: Sendable {
    /// What it writes at once, on stdout.
    var output: [UInt8] = []
    /// What it exits with at once; nil when it runs until it is killed.
    var exit: UInt32?

    init(inBundle bundle: String) {
        let file = try? Files.read("\(bundle)/config.json", limit: 1 << 20)
        self.init(specification: file?.bytes ?? [])
    }

    /// Finds `"args":[…]` in a spec and plays `exit CODE` and `say TEXT`; whatever else there is runs until it is
    /// killed. No JSON reader: the null shim must cost nothing.
    init(specification: [UInt8]) {
        let key = Array(#""args":["#.utf8)
        guard let found = Self.first(key, in: specification) else { return }
        let list = specification[(found + key.count)...].prefix { $0 != UInt8(ascii: "]") }
        let words = String(decoding: list, as: UTF8.self).split(separator: ",").map { word in
            String(word.drop { $0 != "\"" }.dropFirst().prefix { $0 != "\"" })
        }
        guard words.count > 2 else { return }
        switch words[1] {
        case "exit": exit = UInt32(words[2])
        case "say":
            output = Array("\(words[2])\n".utf8)
            exit = 0
        default: break
        }
    }

    func write(to stdout: String) {
        guard !output.isEmpty, let pipe = try? Fifo.open(stdout, .writing) else { return }
        try? pipe.writeAll(output)
    }

    /// Lets the reader of a stream see its end: an end is seen only after somebody was there to write.
    func close(_ stream: String) {
        guard !stream.isEmpty else { return }
        (try? Fifo.open(stream, .writing))?.close()
    }

    private static func first(_ key: [UInt8], in bytes: [UInt8]) -> Int? {
        guard bytes.count >= key.count else { return nil }
        return (0...(bytes.count - key.count)).first { bytes[$0..<($0 + key.count)].elementsEqual(key) }
    }
}

/// Leaves at once, as a crash would.
func exitNow() -> Never { exit(1) }
