/// An image in a folder as the OCI image layout 1.0 has it, read as hostile: sizes are bounded, digests are no paths.
package struct ImageLayout: Sendable, Hashable {
    /// A layer's file.
    package struct Layer: Sendable, Hashable {
        /// Absolute.
        package var path: String
        package var mediaType: String
        package var size: Int64
        /// SHA-256 of the file as it lies there, hexadecimal; who reads it holds it against this.
        package var digest: String
    }

    /// From the lowest to the topmost.
    package var layers: [Layer]

    /// Reads the image with a tag; without one the layout's only image.
    ///
    /// - Parameters:
    ///   - architecture: As Go names it, where an index offers several.
    ///   - digest: Makes the SHA-256 of bytes, hexadecimal; indexes and manifests are held against theirs.
    /// - Throws: An `OCIError` that says what is missing or wrong.
    package static func read(
        _ folder: String, tag: String? = nil, architecture: String = "amd64",
        digest: @escaping @Sendable ([UInt8]) -> String
    ) throws -> ImageLayout {
        let reading = ImageReading(folder: folder, architecture: architecture, digest: digest)
        let index: ImageReading.Index = try reading.document(reading.bytes("\(folder)/index.json"), "index.json")
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
                ? "it has no image\(tag.map { " with the tag \(ImageReading.shown($0))" } ?? "")"
                : "it has \(candidates.count) images and no tag was given"
            throw OCIError(.image(folder, why))
        }
        return ImageLayout(layers: try reading.layers(of: chosen, depth: 0))
    }
}
