import Drivers
import Facets
import Linux
import OCI
import Recordings

/// Puts the layers of an image into an empty folder, one on the other.
///
/// What an image holds is hostile: a layer is held against its digest, then read once to see whether all of it can be
/// used, and only then unpacked. Nothing is written through a link, of an earlier layer's or of its own.
struct ImageUnpacking {
    let folder: String
    let deadline: Stamp
    /// How many bytes the files of all layers may still have.
    private var bytesLeft = Self.mostBytes

    /// More than any image of use in a test has.
    static let mostBytes: Int64 = 1 << 30

    init(folder: String, deadline: Stamp) {
        self.folder = folder
        self.deadline = deadline
    }

    /// - Throws: An `InfrastructureFailure` that names the layer and says why it can't be used.
    mutating func unpack(_ layer: ImageLayout.Layer) async throws {
        do {
            let source = try LayerSource(layer, until: deadline)
            let whiteouts = try await check(source)
            var writer = LayerWriter(folder: folder)
            // Before anything of its own: what a layer takes away is always of those below.
            for whiteout in whiteouts { try writer.remove(whiteout) }
            try await source.read { events in
                for event in events { try writer.take(event) }
            }
            try writer.finish()
        } catch {
            throw error as? InfrastructureFailure
                ?? InfrastructureFailure(
                    doing: "unpacking the layer", to: layer.path, why: "\(error)")
        }
    }

    /// Reads a layer to its end; what it takes away of those below.
    private mutating func check(_ source: LayerSource) async throws -> [LayerEntry.Whiteout] {
        var whiteouts: [LayerEntry.Whiteout] = []
        var left = bytesLeft
        try await source.read { events in
            for case .entry(let entry) in events {
                if case .refused(let what) = entry.kind {
                    throw LayerProblem("its entry \(String(reflecting: entry.name)) is \(what)")
                }
                guard entry.size <= left else {
                    throw LayerProblem(
                        "with its entry \(String(reflecting: entry.name)) of \(entry.size) bytes the image has more "
                            + "than \(Self.mostBytes)")
                }
                left -= entry.size
                _ = try entry.targetParts()
                if let whiteout = try entry.whiteout() { whiteouts.append(whiteout) }
            }
        }
        bytesLeft = left
        return whiteouts
    }
}

/// Why a layer can't be used.
struct LayerProblem: Error, CustomStringConvertible {
    var description: String

    init(_ why: String) { description = why }
}
