import FoundationEssentials

/// An image in a folder as the OCI image layout 1.0 has it, read as hostile: sizes are bounded, digests are no paths.
package struct ImageLayout: Sendable, Hashable {
    /// A layer's file.
    package struct Layer: Sendable, Hashable {
        /// Absolute.
        package var path: String
        package var mediaType: String
        package var size: Int64
    }

    /// From the lowest to the topmost.
    package var layers: [Layer]

    /// More than any index, manifest or real image has.
    private static let mostDocumentBytes = 4 << 20
    private static let mostLayers = 128
    private static let deepestIndex = 4

    /// Reads the image with a tag; without one the layout's only image.
    ///
    /// - Parameter architecture: As Go names it, where an index offers several.
    /// - Throws: An `OCIError` that says what is missing or wrong.
    package static func read(_ folder: String, tag: String? = nil, architecture: String = "amd64") throws -> ImageLayout {
        let index: Index = try document("\(folder)/index.json", folder)
        var candidates = index.manifests
        if let tag {
            candidates = candidates.filter { descriptor in
                let names = descriptor.annotations ?? [:]
                return names["org.opencontainers.image.ref.name"] == tag || names["io.containerd.image.name"] == tag
            }
        }
        guard let chosen = candidates.first, candidates.count == 1 || tag != nil else {
            let why =
                candidates.isEmpty
                ? "it has no image\(tag.map { " with the tag \(shown($0))" } ?? "")"
                : "it has \(candidates.count) images and no tag was given"
            throw OCIError(.image(folder, why))
        }
        return try read(chosen, folder, architecture, depth: 0)
    }

    private static func read(_ descriptor: Descriptor, _ folder: String, _ architecture: String, depth: Int) throws
        -> ImageLayout
    {
        let path = try blob(descriptor.digest, folder)
        if descriptor.mediaType.hasSuffix("index.v1+json") || descriptor.mediaType.hasSuffix("manifest.list.v2+json") {
            guard depth < deepestIndex else { throw OCIError(.image(folder, "its indexes are nested too deep")) }
            let index: Index = try document(path, folder)
            let fits = index.manifests.first { ($0.platform?.architecture ?? architecture) == architecture }
            guard let fits else { throw OCIError(.image(folder, "it has no image for \(architecture)")) }
            return try read(fits, folder, architecture, depth: depth + 1)
        }
        let manifest: Manifest = try document(path, folder)
        guard manifest.layers.count <= mostLayers else {
            throw OCIError(.image(folder, "it has \(manifest.layers.count) layers, more than \(mostLayers)"))
        }
        return ImageLayout(
            layers: try manifest.layers.map {
                Layer(path: try blob($0.digest, folder), mediaType: $0.mediaType, size: $0.size ?? 0)
            })
    }

    /// Where a blob lies: `sha256:` and hexadecimal digits, and nothing else that could lead elsewhere.
    private static func blob(_ digest: String, _ folder: String) throws(OCIError) -> String {
        let parts = digest.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, ["sha256", "sha512"].contains(parts[0]), (64...128).contains(parts[1].utf8.count),
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
        else { throw OCIError(.image(folder, "\(shown(digest)) is no digest")) }
        return "\(folder)/blobs/\(parts[0])/\(parts[1])"
    }

    private static func document<Value: Decodable>(_ path: String, _ folder: String) throws(OCIError) -> Value {
        guard let file = FileManager.default.contents(atPath: path) else {
            throw OCIError(.image(folder, "\(path) can't be read"))
        }
        guard file.count <= mostDocumentBytes else {
            throw OCIError(.image(folder, "\(path) has \(file.count) bytes, more than \(mostDocumentBytes)"))
        }
        do {
            return try JSONDecoder().decode(Value.self, from: file)
        } catch {
            throw OCIError(.image(folder, "\(path) is not what the image layout puts there"))
        }
    }

    private static func shown(_ text: String) -> String { String(reflecting: String(text.prefix(100))) }

    private struct Index: Decodable {
        var manifests: [Descriptor]
    }

    private struct Manifest: Decodable {
        var layers: [Descriptor]
    }

    private struct Descriptor: Decodable {
        struct Platform: Decodable {
            var architecture: String?
        }

        var mediaType: String
        var digest: String
        var size: Int64?
        var annotations: [String: String]?
        var platform: Platform?
    }
}
