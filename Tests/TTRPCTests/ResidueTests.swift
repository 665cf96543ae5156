import Foundation
import Testing

@testable import TTRPC

@Suite("What connections leave behind")
struct ResidueTests {
    /// Threads and descriptors of this process.
    private static func held() throws -> [Int] {
        try ["/proc/self/task", "/proc/self/fd"].map {
            try FileManager.default.contentsOfDirectory(atPath: $0).count
        }
    }

    // In a process of its own: elsewhere other tests' threads and descriptors would be counted.
    @Test("100 connections that come and go leave no thread and no descriptor, at neither end")
    func connections() async {
        await #expect(processExitsWith: .success) {
            let path = socketPath()
            let server = try Server(listeningAt: path, methods: Echo.methods)
            // The first use of everything starts what stays: the pool's threads and such.
            for _ in 0..<4 {
                let client = try Client(connectingTo: path)
                await withTaskGroup { group in
                    for _ in 0..<20 { group.addTask { _ = await client.echo("Sleep", [5], timeout: .seconds(20)) } }
                }
                client.close()
            }
            func settled(_ expected: [Int]?) async throws -> [Int] {
                var now: [Int] = []
                for _ in 0..<500 {
                    now = try ResidueTests.held()
                    if let expected, zip(now, expected).allSatisfy({ $0 <= $1 }) { break }
                    if expected == nil, server.connectionCount == 0 { break }
                    try await Task.sleep(for: .milliseconds(10))
                }
                return now
            }
            let before = try await settled(nil)
            for index in 0..<100 {
                let client = try Client(connectingTo: path)
                #expect(await client.echo("Echo", [1], timeout: .seconds(20)).answer != nil)
                if index.isMultiple(of: 2) {
                    _ = await client.echo("Never", timeout: .milliseconds(1))
                }
                // Every other one is only let go.
                if index.isMultiple(of: 3) { client.close() }
            }
            let after = try await settled(before)
            #expect(zip(after, before).allSatisfy { $0 <= $1 }, "threads and descriptors \(before), then \(after)")
            await server.stop()
            let stopped = try ResidueTests.held()
            // The accepting thread, the listening socket and the two of its wake-up.
            #expect(stopped[0] <= before[0] - 1 && stopped[1] <= before[1] - 3, "\(before), then \(stopped)")
        }
    }
}
