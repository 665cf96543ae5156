import Glibc

/// Reads many small files one after another into one buffer: a snapshot opens thousands, and their bytes are few.
struct SmallFile: ~Copyable {
    private let buffer: UnsafeMutableRawBufferPointer

    /// - Parameter limit: The bytes of a file that are read at most; the rest isn't looked at.
    init(limit: Int = 65_536) {
        buffer = .allocate(byteCount: limit, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    /// Reads a file at a path relative to a folder, and hands its bytes to `body`; nil when it can't be read.
    ///
    /// - Parameter folder: A descriptor's number, or AT_FDCWD.
    func read<Result>(
        _ path: UnsafePointer<CChar>, at folder: Int32 = AT_FDCWD, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result? {
        let number = openat(folder, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard number >= 0, let base = buffer.baseAddress else { return nil }
        defer { close(number) }
        var filled = 0
        while filled < buffer.count {
            let got = Glibc.read(number, base + filled, buffer.count - filled)
            if got < 0 && errno == EINTR { continue }
            if got < 0 { return nil }
            if got == 0 { break }
            filled += got
        }
        return body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<filled]))
    }

    /// Reads a symbolic link's text, as those of /proc/PID/ns are.
    func readLink<Result>(
        _ path: UnsafePointer<CChar>, at folder: Int32 = AT_FDCWD, _ body: (UnsafeRawBufferPointer) -> Result
    ) -> Result? {
        guard let base = buffer.baseAddress else { return nil }
        let got = readlinkat(folder, path, base.assumingMemoryBound(to: CChar.self), buffer.count)
        guard got >= 0 else { return nil }
        return body(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<got]))
    }
}
