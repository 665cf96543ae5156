import FoundationEssentials
import Glibc
import Linux
import Testing

@testable import Host

@Suite struct HostViewTests {
    static let layouts: [CgroupLayout.Kind: CgroupLayout] = {
        let v1 = CgroupHierarchy(version: .v1, point: "/sys/fs/cgroup/pids", controllers: ["pids"])
        let v2 = CgroupHierarchy(version: .v2, point: "/sys/fs/cgroup/unified")
        let pure = CgroupHierarchy(version: .v2, point: "/sys/fs/cgroup")
        return [
            .none: CgroupLayout(hierarchies: []), .legacy: CgroupLayout(hierarchies: [v1]),
            .hybrid: CgroupLayout(hierarchies: [v1, v2]), .unified: CgroupLayout(hierarchies: [pure]),
        ]
    }()

    /// What each layout says to each view, and how many operations make it.
    @Test(
        arguments: [
            (.hybrid, .host, 0), (.hybrid, .legacy, 1), (.hybrid, .unified, 2), (.unified, .host, 0),
            (.unified, .legacy, nil), (.unified, .unified, 0), (.legacy, .host, 0), (.legacy, .legacy, 0),
            (.legacy, .unified, 2), (.none, .host, nil), (.none, .legacy, nil), (.none, .unified, 1),
        ] as [(CgroupLayout.Kind, HostView.Cgroups, Int?)])
    func operations(kind: CgroupLayout.Kind, cgroups: HostView.Cgroups, count: Int?) throws {
        let layout = try #require(Self.layouts[kind])
        let view = HostView(cgroups: cgroups)
        #expect(view.answer(on: layout).isOffered == (count != nil))
        guard let count else {
            #expect(throws: HostError.self) { try view.mountOperations(on: layout) }
            return
        }
        #expect(try view.mountOperations(on: layout)?.count ?? 0 == count)
    }

    @Test func whatUnifiedLacksIsSaid() throws {
        let layout = try #require(Self.layouts[.hybrid])
        #expect(
            HostView(cgroups: .unified).answer(on: layout).answer
                == .offered(
                    lacks: "limits whose controllers are in v1 hierarchies here: pids"))
    }

    /// What a process in the view sees is what the view's name says; the host sees no difference.
    @Test(.enabled(if: isRoot), arguments: HostView.Cgroups.allCases, HostView.Own.allCases)
    func made(cgroups: HostView.Cgroups, own: HostView.Own) async throws {
        let layout = try CgroupLayout.current()
        let view = HostView(cgroups: cgroups, own: own)
        guard view.answer(on: layout).isOffered else { return }
        let pipe = try Pipe()
        let process = try shell("ls /run | tr '\\n' ' '; echo; cat /proc/self/mountinfo") {
            $0.mounts = try view.mountOperations(on: layout)
            $0.descriptors = [1: pipe.writing]
        }
        defer { if own == .run { for path in [LaneFolder.parent, LaneFolder.workParent] { _ = rmdir(path) } } }
        pipe.writing.close()
        let output = try await Poller.shared.readAll(pipe.reading, limit: 1 << 20, until: .after(.seconds(20)))
        #expect(try await process.exit().status.isSuccess)
        let cut = try #require(output.bytes.firstIndex(of: 0x0a))
        let seen = CgroupLayout(MountTable(Array(output.bytes[(cut + 1)...])))
        switch cgroups {
        case .host: #expect(seen == layout)
        case .legacy: #expect(seen.kind == .legacy)
        case .unified: #expect(seen.hierarchies == [CgroupHierarchy(version: .v2, point: "/sys/fs/cgroup")])
        }
        if own == .run { #expect(String(decoding: output.bytes[..<cut], as: UTF8.self) == "kumite lock ") }
        #expect(try CgroupLayout.current() == layout)
    }

    /// In a `/run` of one's own lanes' folders are the host's, and nothing else of it is there.
    @Test(.enabled(if: isRoot)) func lanesFoldersAreTheHosts() async throws {
        let folder = try LaneFolder(lane: "view-test-\(getpid())", run: "viewtest")
        defer { folder.remove() }
        let pipe = try Pipe()
        let process = try shell(
            "echo x > \(folder.path)/made; ls /run/kumite/view-test-\(getpid()); ls /var/lib/kumite | wc -l"
        ) {
            $0.mounts = try HostView(cgroups: .host, own: .run).mountOperations(on: .current())
            $0.descriptors = [1: pipe.writing]
        }
        pipe.writing.close()
        let output = try await Poller.shared.readAll(pipe.reading, limit: 1 << 20, until: .after(.seconds(20)))
        #expect(try await process.exit().status.isSuccess)
        #expect(String(decoding: output.bytes, as: UTF8.self).hasPrefix("made\nregister\n"))
        #expect(Files.exists("\(folder.path)/made"))
    }

    @Test func viewsAreStored() throws {
        let view = HostView(cgroups: .legacy, own: .run)
        #expect(try JSONDecoder().decode(HostView.self, from: JSONEncoder().encode(view)) == view)
    }
}
