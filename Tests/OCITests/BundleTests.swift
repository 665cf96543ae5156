import Foundation
import OCI
import Testing

@Suite("The bundle on disk")
struct BundleTests {
    /// A folder of its own for one test, removed afterwards.
    private func withFolder(_ body: (String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "kumite-oci-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try body(folder)
    }

    private func spec() throws -> Spec { .standard(args: ["/probe"], cgroupsPath: try CgroupsPath("/a")) }

    private func status(_ path: String) throws -> stat {
        var about = stat()
        try #require(lstat(path, &about) == 0, "\(path) is missing")
        return about
    }

    @Test("it holds the spec and a root with the probe, with containerd's modes")
    func content() throws {
        try withFolder { folder in
            let program = folder + "/program"
            try Data("#!".utf8).write(to: URL(filePath: program))
            chmod(program, 0o755)
            let bundle = try Bundle.write(at: folder + "/b", spec: spec(), probe: program)
            #expect(bundle.path == folder + "/b")
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: bundle.path).sorted() == ["config.json", "rootfs"])
            #expect(try FileManager.default.contentsOfDirectory(atPath: bundle.rootfs) == ["probe"])
            #expect(try Data(contentsOf: URL(filePath: bundle.config)) == Document.json(of: spec()))
            #expect(try status(bundle.path).st_mode & 0o7777 == 0o700)
            #expect(try status(bundle.rootfs).st_mode & 0o7777 == 0o711)
            #expect(try status(bundle.config).st_mode & 0o7777 == 0o644)
            #expect(try status(bundle.rootfs + "/probe").st_mode & 0o7777 == 0o755)
            #expect(try status(bundle.rootfs + "/probe").st_ino == status(program).st_ino, "linked, not copied")
        }
    }

    @Test("on another file system the probe is copied, and is a program")
    func copies() throws {
        // /dev/shm is a file system of its own on every Linux.
        let program = "/dev/shm/kumite-oci-\(UUID().uuidString)"
        try Data("#!".utf8).write(to: URL(filePath: program))
        defer { try? FileManager.default.removeItem(atPath: program) }
        try withFolder { folder in
            try #require(try status(folder).st_dev != status(program).st_dev)
            let bundle = try Bundle.write(at: folder + "/b", spec: spec(), probe: program)
            #expect(try status(bundle.rootfs + "/probe").st_mode & 0o7777 == 0o755)
            #expect(try Data(contentsOf: URL(filePath: bundle.rootfs + "/probe")) == Data("#!".utf8))
        }
    }

    @Test("without a probe the root is empty")
    func empty() throws {
        try withFolder { folder in
            let bundle = try Bundle.write(at: folder + "/b", spec: spec(), probe: nil)
            #expect(try FileManager.default.contentsOfDirectory(atPath: bundle.rootfs).isEmpty)
        }
    }

    @Test("what is in the way, or missing, is named")
    func refuses() throws {
        try withFolder { folder in
            for (path, probe) in [(folder, nil), (folder + "/no/b", nil), (folder + "/b", folder + "/no")] {
                do {
                    _ = try Bundle.write(at: path, spec: spec(), probe: probe)
                    Issue.record("wrote \(path)")
                } catch let error as OCIError {
                    #expect(error.description.contains(path))
                }
            }
        }
    }
}
