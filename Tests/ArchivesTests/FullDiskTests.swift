import Archives
import Glibc
import Synchronization
import Testing

/// A disk that has room for so many bytes.
final class SmallDisk: ArchiveDisk {
    private let left: Mutex<Int>
    private let disk = LocalDisk()

    init(room: Int) { left = Mutex(room) }

    func free(_ bytes: Int) { left.withLock { $0 += bytes } }

    func makeFolder(_ path: String) throws(DiskFailure) { try disk.makeFolder(path) }

    func open(_ path: String, _ how: DiskOpening) throws(DiskFailure) -> any ArchiveFile {
        SmallFile(try disk.open(path, how), on: self)
    }

    func rename(_ path: String, to: String) throws(DiskFailure) { try disk.rename(path, to: to) }

    func exists(_ path: String) -> Bool { disk.exists(path) }

    /// Takes room, as much as there is; says how much.
    func take(_ bytes: Int) -> Int {
        left.withLock { left in
            let taken = min(left, bytes)
            left -= taken
            return taken
        }
    }
}

private final class SmallFile: ArchiveFile {
    private let file: any ArchiveFile
    private let disk: SmallDisk

    init(_ file: any ArchiveFile, on disk: SmallDisk) {
        self.file = file
        self.disk = disk
    }

    func write(_ bytes: [UInt8]) throws(DiskFailure) {
        let taken = disk.take(bytes.count)
        try file.write(Array(bytes.prefix(taken)))
        guard taken == bytes.count else { throw DiskFailure(errno: ENOSPC) }
    }

    func sync() throws(DiskFailure) { try file.sync() }
    func truncate(to length: Int) throws(DiskFailure) { try file.truncate(to: length) }
    func lock() throws(DiskFailure) -> Bool { try file.lock() }
    func close() { file.close() }
}

@Suite("A run folder that fills up")
struct FullDiskTests {
    @Test(
        "a full disk says so wherever it happens, and what is there stays readable",
        arguments: (0..<38).map { $0 * 150 })
    func fills(room: Int) throws {
        let scratch = try Scratch()
        let path = scratch.path + "/run"
        let disk = SmallDisk(room: room)
        var failure: ArchiveError?
        var begun = false
        do {
            let folder = try RunFolder.create(at: path, header: try Samples.header(), disk: disk)
            begun = true
            try folder.appendPlan(scenarios: [.init(Samples.scenario())], trials: (1...4).map { Samples.planned($0) })
            for trial in 1...4 {
                try folder.beginTrial(trial, atWallNanoseconds: 1)
                for number in 1...20 { try folder.appendTrialLine(trial, Samples.line(number)) }
                try folder.endTrial(
                    trial, outcome: .recorded, derived: Samples.derived(Int64(trial)), atWallNanoseconds: 2)
            }
        } catch let error as ArchiveError {
            failure = error
        }
        let error = try #require(failure)
        #expect(error.kind == .full)
        #expect(!error.isUsersMistake)
        guard begun else { return }
        // With room again, the run goes on from what is whole.
        disk.free(1 << 20)
        let (folder, contents) = try RunFolder.resume(at: path, disk: disk)
        for trial in contents.unfinished.map(\.number) {
            try folder.beginTrial(trial, atWallNanoseconds: 3)
            try folder.appendTrialLine(trial, Samples.line(1))
            try folder.endTrial(trial, outcome: .recorded, derived: Samples.derived(), atWallNanoseconds: 4)
        }
        let after = try RunReader(at: path).contents()
        #expect(after.unfinished.isEmpty)
        #expect(after.ended.count == after.planned.count)
    }
}
