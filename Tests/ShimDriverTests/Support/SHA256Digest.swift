import Facets

/// The digest that an image layout names a blob by.
enum SHA256Digest {
    static func of(_ bytes: [UInt8]) -> String { SHA256.digest(of: bytes).hexadecimal }
}
