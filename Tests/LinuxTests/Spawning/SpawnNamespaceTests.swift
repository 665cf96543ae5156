import Glibc
import Linux
import Testing

@Suite struct SpawnNamespaceTests {
    @Test func mountsAreTheChildsAlone() async throws {
        try await withTemporaryFolder { folder in
            let ran = try await run("/bin/cat", ["/proc/self/mountinfo"]) { request in
                request.mounts = [
                    .memory(at: folder), .directory("\(folder)/bound"),
                    .bind(source: "/etc", target: "\(folder)/bound"),
                ]
            }
            let table = MountTable(Array(ran.output.utf8))
            #expect(table.entry(at: folder)?.type == "tmpfs")
            #expect(table.entry(at: "\(folder)/bound")?.root == "/etc")
            // Private: what is mounted in there can't come out, nor the other way.
            #expect(table.entries.allSatisfy { $0.propagation.isEmpty })
            #expect(try MountTable(of: 0).entry(at: folder) == nil)
        }
    }

    /// Where the parent's mounts are shared, as systemd leaves them, a copy of the namespace would pass mounts back.
    @Test func sharedMountsPassNothingBack() async throws {
        try await withTemporaryFolder { folder in
            let ran = try await fixture("private", folder) { request in
                request.mounts = [
                    .memory(at: folder), .directory("\(folder)/below"),
                    .mount(type: "", source: "none", target: folder, flags: [.shared]),
                ]
            }
            #expect(ran.lines == ["shared true", "child true", "parent false"])
        }
    }

    @Test func unmountTakesWhatIsBelowToo() async throws {
        try await withTemporaryFolder { folder in
            let ran = try await run("/bin/cat", ["/proc/self/mountinfo"]) { request in
                request.mounts = [
                    .memory(at: folder), .directory("\(folder)/a"), .memory(at: "\(folder)/a"), .unmount(folder),
                ]
            }
            #expect(ran.exit?.status == .exited(0))
            #expect(!ran.output.contains(folder))
        }
    }

    @Test func workingDirectoryAndProgramAreLookedUpInTheChildsView() async throws {
        try await withTemporaryFolder { folder in
            let ran = try await run("\(folder)/bin/pwd") { request in
                request.mounts = [.bind(source: "/", target: folder)]
                request.directory = "\(folder)/etc"
            }
            #expect(ran.output == "\(folder)/etc\n")
        }
    }

    @Test func namespacesCanBeEntered() async throws {
        try await withTemporaryFolder { folder in
            let gate = try Pipe()
            var holding = SpawnRequest("/bin/cat")
            holding.descriptors = [0: gate.reading]
            holding.mounts = [.memory(at: folder), .directory("\(folder)/seen")]
            holding.newNetwork = true
            let holder = try spawn(holding)
            let mounts = try Namespace(.mount, of: holder.pid)
            let network = try Namespace(.network, of: holder.pid)
            let (ownMounts, ownNetwork) = (try Namespace(.mount, of: 0), try Namespace(.network, of: 0))
            #expect(!mounts.isSame(as: ownMounts) && !network.isSame(as: ownNetwork))

            let script = "ls \(folder); readlink /proc/self/ns/net; wc -l </proc/self/net/dev"
            let ran = try await shell(script) { $0.namespaces = [mounts, network] }
            // Two lines of heading and the loopback device.
            #expect(ran.lines == ["seen", "net:[\(network.identity.inode)]", "3"])

            gate.writing.close()
            #expect(try await holder.exit(within: patience)?.status == .exited(0))
        }
    }
}
