/// A path in the guest: absolute, and no part of it leads anywhere but down.
struct GuestPath: Sendable, Hashable, CustomStringConvertible {
    /// The names from the root down; none for the root itself.
    let parts: [String]

    init(_ text: String) throws(AgentFailure) {
        let bytes = text.utf8
        guard bytes.first == UInt8(ascii: "/"), bytes.count < 4096, !bytes.contains(0) else {
            throw .refused("the path \(AgentFailure.line(text)) is not absolute, or too long")
        }
        let parts = text.split(separator: "/").map(String.init)
        guard parts.allSatisfy({ $0 != "." && $0 != ".." && $0.utf8.count <= 255 }) else {
            throw .refused("the path \(AgentFailure.line(text)) holds . or .., or too long a name")
        }
        self.parts = parts
    }

    private init(parts: [String]) { self.parts = parts }

    var description: String { "/" + parts.joined(separator: "/") }

    /// The path from the root of the guest's files, without a slash at its start.
    var relative: String { parts.joined(separator: "/") }

    /// The folder that it is in; the root's is the root.
    var parent: GuestPath { GuestPath(parts: Array(parts.dropLast())) }

    /// Whether the path is another one, or lies below it.
    func isAt(orBelow other: GuestPath) -> Bool { parts.starts(with: other.parts) }

    /// The path with its beginning, which must be `old`, put in another place.
    func moved(from old: GuestPath, to new: GuestPath) -> GuestPath {
        GuestPath(parts: new.parts + parts.dropFirst(old.parts.count))
    }
}
