package import SwiftProtobuf

#if canImport(FoundationEssentials)
    internal import FoundationEssentials
#else
    internal import Foundation
#endif

extension Google_Protobuf_Any {
    /// A message under its bare name, as containerd writes type URLs.
    ///
    /// Shims up to containerd 1.6 take no prefix, so that SwiftProtobuf's own `type.googleapis.com/` is refused.
    package init(bare message: some Message) throws {
        self.init()
        typeURL = type(of: message).protoMessageName
        value = try message.serializedBytes()
    }

    /// JSON or other bytes under a type URL, as an exec's spec and an update's resources travel.
    package init(typeURL: String, bytes: [UInt8]) {
        self.init()
        self.typeURL = typeURL
        value = Data(bytes)
    }

    /// The message, if the type URL names it, with or without a prefix, and the bytes are one.
    package func unpacked<M: Message>(as type: M.Type) -> M? {
        guard Google_Protobuf_Any.messageName(of: typeURL) == M.protoMessageName else { return nil }
        return try? M(serializedBytes: value)
    }

    /// What follows the last slash of a type URL.
    package static func messageName(of typeURL: String) -> String {
        String(typeURL[(typeURL.lastIndex(of: "/").map { typeURL.index(after: $0) } ?? typeURL.startIndex)...])
    }
}
