import CLinux
import Glibc

extension Descriptor {
    /// Reads once, at most `count` bytes; empty at the end. Throws EAGAIN if non-blocking and nothing is there.
    package func read(upTo count: Int) throws -> [UInt8] {
        try withNumber { number in
            var failure: Int32 = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: max(count, 0)) { buffer, filled in
                let got = uninterrupted { Glibc.read(number, buffer.baseAddress, buffer.count) }
                if got < 0 { failure = Int32(-got) } else { filled = got }
            }
            if failure != 0 { throw LinuxError(doing: "read from", to: "descriptor \(number)", errno: failure) }
            return bytes
        }
    }

    /// Writes once; how many bytes were taken. Never raises SIGPIPE: a reader that is gone is EPIPE.
    package func write(_ bytes: some Collection<UInt8>) throws -> Int {
        try withNumber { number in
            func written(_ buffer: UnsafeBufferPointer<UInt8>) -> Int64 {
                while true {
                    let result = clinux_write(number, buffer.baseAddress, UInt64(buffer.count))
                    if result != -Int64(EINTR) { return result }
                }
            }
            let result =
                bytes.withContiguousStorageIfAvailable(written) ?? Array(bytes).withUnsafeBufferPointer(written)
            if result < 0 {
                throw LinuxError(doing: "write to", to: "descriptor \(number)", errno: Int32(-result))
            }
            return Int(result)
        }
    }

    /// Reads a blocking descriptor to its end, or until more than `limit` bytes have come: then the first `limit`.
    package func readAll(limit: Int) throws -> (bytes: [UInt8], cut: Bool) {
        var all: [UInt8] = []
        while all.count <= limit {
            let more = try read(upTo: min(65_536, limit + 1 - all.count))
            if more.isEmpty { return (all, false) }
            all += more
        }
        return (Array(all.prefix(limit)), true)
    }

    /// Writes everything to a blocking descriptor.
    package func writeAll(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty { rest = rest.dropFirst(try write(rest)) }
    }
}
