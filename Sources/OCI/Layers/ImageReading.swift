import FoundationEssentials

/// One reading of an image's documents: each is bounded, and held against the digest and the size that name it.
struct ImageReading: Sendable {
    var folder: String
    var architecture: String
    var digest: @Sendable ([UInt8]) -> String

    /// More than any index, manifest or real image has.
    private static let mostDocumentBytes = 4 << 20
    private static let mostLayers = 128
    private static let deepestIndex = 4

    func layers(of descriptor: Descriptor, depth: Int) throws(OCIError) -> [ImageLayout.Layer] {
        let blob = try place(of: descriptor)
        let bytes = try bytes(blob.path)
        guard Int64(bytes.count) == blob.size else {
            throw wrong("\(blob.path) has \(bytes.count) bytes, and its descriptor says \(blob.size)")
        }
        guard digest(bytes) == blob.digest else { throw wrong("\(blob.path) is not what its digest says") }
        let name = "the blob \(descriptor.digest.prefix(19))…"
        if descriptor.mediaType.hasSuffix("index.v1+json") || descriptor.mediaType.hasSuffix("manifest.list.v2+json") {
            guard depth < Self.deepestIndex else { throw wrong("its indexes are nested too deep") }
            let index: Index = try document(bytes, name)
            let fits = index.manifests.first { ($0.platform?.architecture ?? architecture) == architecture }
            guard let fits else { throw wrong("it has no image for \(architecture)") }
            return try layers(of: fits, depth: depth + 1)
        }
        let manifest: Manifest = try document(bytes, name)
        guard manifest.layers.count <= Self.mostLayers else {
            throw wrong("it has \(manifest.layers.count) layers, more than \(Self.mostLayers)")
        }
        var layers: [ImageLayout.Layer] = []
        for layer in manifest.layers { layers.append(try place(of: layer)) }
        return layers
    }

    /// Where a blob lies: `sha256:` and hexadecimal digits, and nothing else that could lead elsewhere.
    private func place(of descriptor: Descriptor) throws(OCIError) -> ImageLayout.Layer {
        let parts = descriptor.digest.split(separator: ":", omittingEmptySubsequences: false)
        let shown = Self.shown(descriptor.digest)
        guard parts.count == 2,
            parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) }), !parts[1].isEmpty
        else { throw wrong("\(shown) is no digest") }
        guard parts[0] == "sha256" else { throw wrong("the digest \(shown) is of a kind that is not known here") }
        guard parts[1].utf8.count == 64 else { throw wrong("\(shown) is no digest") }
        guard let size = descriptor.size, size >= 0 else { throw wrong("what \(shown) names has no size") }
        return ImageLayout.Layer(
            path: "\(folder)/blobs/sha256/\(parts[1])", mediaType: descriptor.mediaType, size: size,
            digest: String(parts[1]))
    }

    func bytes(_ path: String) throws(OCIError) -> [UInt8] {
        // Foundation reads a file whole: what is too large must be known before.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let size = attributes?[.size] as? Int, attributes?[.type] as? FileAttributeType == .typeRegular else {
            throw wrong("\(path) can't be read: it is not there, or no plain file")
        }
        guard size <= Self.mostDocumentBytes else {
            throw wrong("\(path) has \(size) bytes, more than \(Self.mostDocumentBytes)")
        }
        guard let file = FileManager.default.contents(atPath: path) else { throw wrong("\(path) can't be read") }
        return Array(file)
    }

    func document<Value: Decodable>(_ bytes: [UInt8], _ name: String) throws(OCIError) -> Value {
        do {
            return try JSONDecoder().decode(Value.self, from: Data(bytes))
        } catch {
            throw wrong("\(name) is not what the image layout puts there")
        }
    }

    private func wrong(_ why: String) -> OCIError { OCIError(.image(folder, why)) }

    static func shown(_ text: String) -> String { String(reflecting: String(text.prefix(100))) }

    struct Index: Decodable {
        var manifests: [Descriptor]
    }

    private struct Manifest: Decodable {
        var layers: [Descriptor]
    }

    struct Descriptor: Decodable {
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
