/// Why a spec or a bundle could not be made, or an image not be read.
package struct OCIError: Error, CustomStringConvertible, Equatable {
    enum Reason: Equatable {
        case cgroupsPath(String, String)
        case byteCount(String, String)
        /// What was being done, to which path, what the system said.
        case bundle(String, String, String)
        /// The layout's folder, why it can't be used.
        case image(String, String)
        /// Why a layer can't be used.
        case layer(String)
    }

    private let reason: Reason

    init(_ reason: Reason) { self.reason = reason }

    package var description: String {
        switch reason {
        case .cgroupsPath(let text, let why):
            "describing a container: '\(text)' is no cgroups path: \(why); give one such as /kumite/ID"
        case .byteCount(let text, let why):
            "reading an amount of memory: '\(text)' can't be used: \(why); write one such as 64Mi"
        case .image(let folder, let why):
            "reading the image in \(folder): \(why); give an OCI image layout, and a tag if it holds several images"
        case .layer(let why):
            "reading a layer: \(why); give an image whose layers hold plain files, folders and links"
        case .bundle(let doing, let path, let why):
            "writing a bundle: \(doing) \(path) failed: \(why); the folder above must exist, be writable and be empty of it"
        }
    }
}
