import Linux

extension Fixture {
    /// Starts a child with a mount below a folder whose mount is shared, and tells who sees it.
    static func privateMounts(below folder: String) async throws {
        say("shared \(try MountTable(of: 0).entry(at: folder)?.propagation.isEmpty == false)")
        let pipe = try Pipe()
        var request = SpawnRequest("/bin/cat", ["/proc/self/mountinfo"])
        request.descriptors = [1: pipe.writing]
        request.mounts = [.memory(at: "\(folder)/below")]
        let process = try spawn(request)
        pipe.writing.close()
        let table = MountTable(try pipe.reading.readAll(limit: 1 << 20).bytes)
        say("child \(table.entry(at: "\(folder)/below") != nil)")
        say("parent \(try MountTable(of: 0).entry(at: "\(folder)/below") != nil)")
        _ = try await process.exit()
    }
}
