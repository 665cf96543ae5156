import Linux

extension Fixture {
    /// Starts children with one descriptor each, at every number in turn, and counts those that found it there.
    static func numbers() async throws {
        let given = try Pipe()
        let wanted = "pipe:[\(try given.writing.identity.inode)]\n"
        var right = 0
        for number in Int32(3)..<63 {
            let output = try Pipe()
            var request = SpawnRequest("/bin/readlink", ["/proc/self/fd/\(number)"])
            request.descriptors = [1: output.writing, number: given.writing]
            let process = try spawn(request)
            output.writing.close()
            if String(decoding: try output.reading.readAll(limit: 100).bytes, as: UTF8.self) == wanted { right += 1 }
            _ = try await process.exit()
        }
        say("right \(right)")
    }
}
