import CLinux
import Glibc

/// What a C call is handed by pointer: copies that live, and descriptors that stay open, as long as the arena.
final class CArena {
    private var blocks: [UnsafeMutableRawPointer] = []
    private var held: [Descriptor] = []

    deinit {
        for block in blocks { block.deallocate() }
        for descriptor in held { descriptor.release() }
    }

    /// A copy of an array; null for an empty one.
    func array<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafePointer<Element>? {
        guard !elements.isEmpty else { return nil }
        return UnsafePointer(block(elements))
    }

    private func block<Element: BitwiseCopyable>(_ elements: [Element]) -> UnsafeMutablePointer<Element> {
        let block = UnsafeMutablePointer<Element>.allocate(capacity: elements.count)
        block.initialize(from: elements, count: elements.count)
        blocks.append(UnsafeMutableRawPointer(block))
        return block
    }

    /// A text with a zero at its end. Refuses one that holds a zero: C would see less than was meant.
    func text(_ text: String) throws(LinuxError) -> UnsafeMutablePointer<CChar> {
        let bytes = text.utf8.map(CChar.init(bitPattern:))
        guard !bytes.contains(0) else {
            throw LinuxError(
                doing: "pass on", to: String(reflecting: text), because: "it holds a zero byte",
                now: "leave that byte out")
        }
        return block(bytes + [0])
    }

    /// A list of texts with a null at its end.
    func texts(_ texts: [String]) throws(LinuxError) -> UnsafePointer<UnsafeMutablePointer<CChar>?> {
        var pointers: [UnsafeMutablePointer<CChar>?] = []
        for one in texts { pointers.append(try text(one)) }
        return UnsafePointer(block(pointers + [nil]))
    }

    /// The number of a descriptor, which stays open.
    func number(_ descriptor: Descriptor) throws(LinuxError) -> Int32 {
        let number = try descriptor.hold()
        held.append(descriptor)
        return number
    }
}
