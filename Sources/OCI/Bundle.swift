import FoundationEssentials
import Glibc

/// A folder that a shim is pointed at: `config.json`, and `rootfs` with the probe as its only file.
package struct Bundle: Sendable, Hashable {
    /// The folder, absolute.
    package let path: String

    /// The folder that becomes the container's root.
    package var rootfs: String { path + "/rootfs" }
    package var config: String { path + "/config.json" }

    /// Makes the folder, which must not be there yet, and puts everything into it.
    ///
    /// Modes are those that containerd gives (runtime/v2/bundle.go): 0700 the bundle, 0711 the root, 0644 the spec,
    /// whatever this process's umask is.
    ///
    /// - Parameter probe: the program to put at `/probe`: a hard link, so that no descriptor is ever open for writing
    ///   on something that is about to be executed (a child spawned meanwhile would make that fail with ETXTBSY);
    ///   a copy only where the file systems differ. Nil for an empty root.
    package static func write(at path: String, spec: Spec, probe: String?) throws -> Bundle {
        let bundle = Bundle(path: path)
        try makeFolder(path, mode: 0o700)
        try makeFolder(bundle.rootfs, mode: 0o711)
        try writeFile(bundle.config, Document.json(of: spec), mode: 0o644)
        if let probe { try place(probe, at: bundle.rootfs + "/probe") }
        return bundle
    }

    private static func makeFolder(_ path: String, mode: mode_t) throws(OCIError) {
        try check(mkdir(path, mode), "making the folder", path)
        // What mkdir made is narrowed by the umask.
        try check(chmod(path, mode), "setting the mode of", path)
    }

    private static func place(_ program: String, at path: String) throws(OCIError) {
        if link(program, path) == 0 { return }
        let why = errno
        guard why == EXDEV || why == EPERM || why == EMLINK else {
            throw OCIError(.bundle("linking \(program) to", path, describe(why)))
        }
        guard let content = FileManager.default.contents(atPath: program) else {
            throw OCIError(.bundle("copying \(program) to", path, "it can't be read"))
        }
        try writeFile(path, content, mode: 0o755)
    }

    /// Writes a file that is not there yet; follows no link.
    private static func writeFile(_ path: String, _ content: Data, mode: mode_t) throws(OCIError) {
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        try check(file, "making the file", path)
        defer { close(file) }
        var written = 0
        while written < content.count {
            let count = content.withUnsafeBytes { bytes in
                Glibc.write(file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
            }
            if count < 0, errno == EINTR { continue }
            try check(Int32(count < 0 ? -1 : 0), "writing", path)
            written += count
        }
        try check(fchmod(file, mode), "setting the mode of", path)
    }

    private static func check(_ result: Int32, _ doing: String, _ path: String) throws(OCIError) {
        guard result < 0 else { return }
        throw OCIError(.bundle(doing, path, describe(errno)))
    }

    private static func describe(_ error: Int32) -> String {
        guard let text = strerror(error) else { return "error \(error)" }
        return String(cString: text)
    }
}
