import Facets
import Glibc
import Linux
import OCI

/// A layer's file, held open while it is checked and read, so that what is read is what was checked.
final class LayerSource: Sendable {
    private let file: Descriptor
    private let deadline: Stamp
    /// What makes a plain archive of it; empty where it is one.
    private let unpacker: [String]

    /// Opens a layer and holds it against its size and its digest.
    ///
    /// - Throws: A `LayerProblem`, or a `LinuxError`.
    init(_ layer: ImageLayout.Layer, until deadline: Stamp) throws {
        self.deadline = deadline
        guard layer.size <= ImageUnpacking.mostBytes else {
            throw LayerProblem("it has \(layer.size) bytes, more than \(ImageUnpacking.mostBytes)")
        }
        unpacker = try Self.unpacker(of: layer.mediaType)
        file = try Files.open(layer.path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK)
        guard FileSize.of(layer.path).map(Int64.init) == layer.size else {
            throw LayerProblem("its file is not of the \(layer.size) bytes that its descriptor says")
        }
        var digest = SHA256()
        while true {
            let bytes = try file.read(upTo: 1 << 20)
            if bytes.isEmpty { break }
            digest.update(bytes)
        }
        guard digest.finish().hexadecimal == layer.digest else {
            throw LayerProblem("its content is not what its digest says")
        }
    }

    /// By the end of its media type: OCI's `.tar`, `.tar+gzip`, `.tar+zstd`, Docker's `.tar.gzip`.
    private static func unpacker(of mediaType: String) throws -> [String] {
        let name: String
        switch mediaType {
        case let type where type.hasSuffix(".tar"): return []
        case let type where type.hasSuffix("+gzip") || type.hasSuffix(".tar.gzip"): name = "gzip"
        case let type where type.hasSuffix("+zstd"): name = "zstd"
        default:
            throw LayerProblem(
                "nothing is known of layers of type \(String(reflecting: String(mediaType.prefix(100))))")
        }
        guard let program = BlockImage.program(name) else {
            throw LayerProblem("a layer of that kind needs \(name), which is not installed")
        }
        return [program, "-d", "-c"]
    }

    /// Reads it from its beginning to its end.
    ///
    /// - Parameter take: Is given what comes; what it throws ends the reading.
    func read(_ take: ([LayerReader.Event]) throws -> Void) async throws {
        try file.withNumber {
            if lseek($0, 0, SEEK_SET) < 0 { throw LinuxError(doing: "rewind", to: "a layer", errno: errno) }
        }
        var reader = LayerReader()
        guard let program = unpacker.first else {
            while true {
                let bytes = try file.read(upTo: 1 << 18)
                if bytes.isEmpty { break }
                try take(try reader.read(bytes))
            }
            return try reader.finish()
        }
        let output = try Pipe()
        var request = SpawnRequest(program, Array(unpacker.dropFirst()))
        request.descriptors = [0: file, 1: output.writing]
        let process = try spawn(request)
        output.writing.close()
        do {
            try await drain(output.reading, into: &reader, take)
            try reader.finish()
        } catch {
            output.reading.close()
            try process.sendToGroup(SIGKILL)
            _ = try await process.exit(within: .seconds(5))
            throw error
        }
        let end = try await process.exit(until: deadline)
        guard case .exited(0)? = end?.status else {
            throw LayerProblem("\(program) could not unpack it to its end")
        }
    }

    private func drain(
        _ output: Descriptor, into reader: inout LayerReader, _ take: ([LayerReader.Event]) throws -> Void
    ) async throws {
        let poller = try Poller.shared
        try output.setNonBlocking()
        while true {
            guard try await poller.readable(output, until: deadline) else {
                throw LayerProblem("it took longer than the step may")
            }
            do {
                let bytes = try output.read(upTo: 1 << 18)
                if bytes.isEmpty { return }
                try take(try reader.read(bytes))
            } catch let error as LinuxError where error.errno == EAGAIN {
                continue
            }
        }
    }
}
