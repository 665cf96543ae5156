import Glibc
import Linux
import Testing

@testable import Host

@Suite(.enabled(if: isRoot)) struct LeftoversTests {
    /// A place of a test's own, in which a run can be found without anyone else's.
    final class Place {
        let scratch: Scratch
        /// Another name than the scratch's, whose folder says that it lives.
        let run: String
        let parent: String
        let work: String

        init() throws {
            scratch = try Scratch()
            run = scratch.nonce + "d"
            parent = "\(scratch.folder)/run"
            work = "\(scratch.folder)/work"
        }

        /// A lane's folder as a lane that was killed leaves it: there, with its register, and nobody holds it.
        func deadLane(_ entries: [Register.Entry] = []) throws -> String {
            let folder = try LaneFolder(lane: run + "-1", run: run, in: parent)
            for entry in entries { try folder.register.add(entry) }
            folder.descriptor.close()
            return folder.path
        }

        func find() throws -> Leftovers {
            let run = run
            return try Leftovers(in: parent, work: work) { $0 == run }
        }
    }

    @Test func nothingIsFoundWhereNothingIs() throws {
        #expect(try Place().find().all.isEmpty)
    }

    @Test func aLiveLanesThingsAreLeftAlone() async throws {
        let place = try Place()
        let folder = try LaneFolder(lane: place.run + "-1", run: place.run, in: place.parent)
        try Files.makeDirectory(place.work)
        try Files.makeDirectory("\(place.work)/\(place.run)-1")
        let process = try await sleeper { $0.environment = ["KUMITE_RUN=\(place.run)"] }
        #expect(try place.find().all.isEmpty)
        folder.descriptor.close()
        let found = try place.find()
        #expect(
            found.all.map(\.text) == [
                "process \(process.pid) (sleep), started by run \(place.run)", "folder \(place.work)/\(place.run)-1",
                "folder \(folder.path)",
            ])
        #expect(try await found.remove(by: .after(.seconds(10))).isEmpty)
        #expect(try await process.exit(within: .seconds(20))?.status == .signalled(SIGKILL, core: false))
        #expect(access(folder.path, F_OK) != 0 && access("\(place.work)/\(place.run)-1", F_OK) != 0)
    }

    @Test func aDeadLanesNetworkNamespaceAndLoopDeviceAreRemoved() async throws {
        let place = try Place()
        let name = "\(place.run)t000001"
        let path = try place.deadLane([
            .networkNamespace(name), .networkNamespace("cni-of-somebody"), .networkNamespace("unmade\(place.run)"),
        ])
        var request = SpawnRequest("/bin/sleep", ["100"])
        request.newNetwork = true
        let holder = try spawn(request)
        try NamedNamespace.make(name, of: holder)
        try holder.send(SIGKILL)
        _ = try await holder.exit(within: .seconds(20))
        #expect(MountTable.hasMount(at: "/run/netns/\(name)"))
        let found = try place.find()
        #expect(
            found.all.map(\.text) == [
                "network namespace \(name)", "folder \(path)",
            ])
        #expect(try await found.remove(by: .after(.seconds(10))).isEmpty)
        #expect(access("/run/netns/\(name)", F_OK) != 0 && !MountTable.hasMount(at: "/run/netns/\(name)"))
    }

    @Test func everythingOfADeadLaneIsFoundAndRemoved() async throws {
        let place = try Place()
        let cgroup = try TrialCgroup(run: place.run, lane: "1", trial: "t", layout: .current())
        let path = try place.deadLane([.cgroup("/kumite-\(place.run)/1")])
        try Files.makeDirectory("\(path)/m")
        try Mounts.mount(type: "tmpfs", source: "t", target: "\(path)/m")
        try Files.makeDirectory("\(path)/m/n")
        try Mounts.mount(type: "tmpfs", source: "t", target: "\(path)/m/n")
        try cgroup.make()
        let process = try await sleeper(cgroup.contain)
        let found = try place.find()
        let texts = found.all.map(\.text)
        #expect(texts.first == "process \(process.pid) (sleep), in cgroup \(cgroup.ownPath)")
        #expect(texts.contains("mount \(path)/m") && texts.last == "folder \(path)")
        #expect(found.all.filter { if case .cgroup = $0 { true } else { false } }.count == 4 * cgroup.hierarchies.count)
        #expect(try await found.remove(by: .after(.seconds(10))).isEmpty)
        #expect(try await process.exit(within: .seconds(20))?.status == .signalled(SIGKILL, core: false))
        #expect(access(path, F_OK) != 0)
        #expect(try place.find().all.isEmpty)
    }

    /// A register is no proof: a process needs the run's name in its arguments too.
    @Test func aRegisterAloneKillsNobody() async throws {
        let place = try Place()
        let innocent = try await sleeper()
        let marked = try await sleeper { $0.arguments[0] = "\(place.run)t000001-main" }
        let identities = [innocent, marked].compactMap { try? ProcessIdentity.of($0.pid) }
        _ = try place.deadLane(identities.map(Register.Entry.process))
        let found = try place.find()
        let pids = found.all.compactMap { if case .process(let process, _) = $0 { process.identity.pid } else { nil } }
        #expect(pids == [marked.pid])
        #expect(try await found.remove(by: .after(.seconds(10))).isEmpty)
        #expect(innocent.exitSoFar == nil)
        try innocent.send(SIGKILL)
        for process in [innocent, marked] { _ = try await process.exit() }
    }

    /// A shim whose lane was killed before it could be written down is told by the trial's folder that it was given.
    @Test func aProcessThatWasGivenATrialsFolderIsFoundWithItsSocket() async throws {
        let place = try Place()
        for folder in ["/run/containerd", "/run/containerd/s"] { _ = mkdir(folder, 0o711) }
        let socket = "/run/containerd/s/\(place.run)3"
        let listener = try UnixSocket.listen(.path(socket))
        let path = try place.deadLane()
        let shim = try await sleeper {
            $0.arguments[0] = "shim -address \(path)/t12/c.sock"
            $0.descriptors[3] = listener
        }
        let reader = try await sleeper { $0.arguments[0] = "less \(path)/register" }
        listener.close()
        let found = try place.find()
        let pids = found.all.compactMap { if case .process(let process, _) = $0 { process.identity.pid } else { nil } }
        #expect(pids == [shim.pid])
        #expect(found.all.map(\.text).contains("socket \(socket)"))
        #expect(try await found.remove(by: .after(.seconds(10))).isEmpty)
        #expect(access(socket, F_OK) != 0 && reader.exitSoFar == nil)
        try reader.send(SIGKILL)
        for process in [shim, reader] { _ = try await process.exit() }
        for folder in ["/run/containerd/s", "/run/containerd"] { _ = rmdir(folder) }
    }

    @Test func aDeadShimsSocketIsRemovedAndALivingOnesKept() async throws {
        let place = try Place()
        for folder in ["/run/containerd", "/run/containerd/s"] { _ = mkdir(folder, 0o711) }
        let (dead, living) = ("/run/containerd/s/\(place.run)1", "/run/containerd/s/\(place.run)2")
        try UnixSocket.listen(.path(dead)).close()
        let listener = try UnixSocket.listen(.path(living))
        _ = try place.deadLane([.socket(dead), .socket(living)])
        let unremoved = try await place.find().remove(by: .after(.seconds(5)))
        #expect(unremoved.map(\.why) == ["somebody listens on it"])
        #expect(access(dead, F_OK) != 0 && access(living, F_OK) == 0)
        listener.close()
        try Files.remove(living)
        // Only if this test made them and nobody else is in them.
        for folder in ["/run/containerd/s", "/run/containerd"] { _ = rmdir(folder) }
    }

    /// What a run's folder holds can be links that lead out of it.
    @Test func linksInAFolderAreNotFollowed() async throws {
        let place = try Place()
        let precious = "\(place.scratch.folder)/precious"
        _ = try Files.open(precious, O_WRONLY | O_CREAT)
        let path = try place.deadLane()
        #expect(symlink(place.scratch.folder, "\(path)/out") == 0)
        #expect(try await place.find().remove(by: .after(.seconds(5))).isEmpty)
        #expect(access(precious, F_OK) == 0 && access(path, F_OK) != 0)
    }

    @Test(arguments: ["", "a/b", "a.b", "..", "a b", String(repeating: "a", count: 33)])
    func refusesOtherNames(lane: String) throws {
        let place = try Place()
        #expect(throws: HostError.self) { try LaneFolder(lane: lane, run: "run", in: place.parent) }
    }

    @Test func aFolderIsTakenOnce() throws {
        let place = try Place()
        let folder = try LaneFolder(lane: place.run + "-1", run: place.run, in: place.parent)
        #expect(throws: LinuxError.self) { try LaneFolder(lane: place.run + "-1", run: place.run, in: place.parent) }
        #expect(DeadOrLiveFolder(folder.path)?.isLive == true)
        #expect(folder.remove().isEmpty)
        #expect(access(place.parent, F_OK) != 0)
    }
}

extension MountTable {
    fileprivate static func hasMount(at path: String) -> Bool {
        (try? MountTable(of: 0))?.entry(at: path) != nil
    }
}
