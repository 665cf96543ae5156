import Glibc
import Linux
import Testing

/// A folder of a test's own, removed at the end.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
    var template = Array("/tmp/kumite-linux-XXXXXX".utf8CString)
    let made = template.withUnsafeMutableBufferPointer { buffer in
        buffer.baseAddress.flatMap { mkdtemp($0) }.map { String(cString: $0) }
    }
    let folder = try #require(made)
    defer { #expect(Files.removeTree(folder).isEmpty) }
    return try await body(folder)
}
