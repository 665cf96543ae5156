/// What a program's own notes tell of how it was built; Go's linker leaves one.
package enum BinaryNotes: Sendable, Hashable {
    /// It has Go's note with a build's id.
    case go
    /// A program with notes, or without any, but not Go's.
    case other
    /// No program for Linux of 64 bits: a script, or anything.
    case none
    /// Its notes lie where nobody looked, or where nothing can be.
    case unread

    /// How many bytes of a program's beginning are looked at; linkers put the notes into the first pages.
    package static let headLimit = 1 << 20
    private static let segmentLimit = 128
    private static let noteLimit = 64

    /// Reads the head of a file, all bounds checked.
    package static func read(_ head: [UInt8]) -> BinaryNotes {
        guard head.starts(with: [0x7f, 0x45, 0x4c, 0x46]), head.count >= 64, head[4] == 2, head[5] == 1 else {
            return .none
        }
        let view = Little(bytes: head)
        let table = view.number(at: 32, bytes: 8)
        let size = view.number(at: 54, bytes: 2) ?? 0
        let count = view.number(at: 56, bytes: 2) ?? 0
        guard let table, size >= 56, count <= segmentLimit else { return .unread }
        var isComplete = true
        for index in 0..<count {
            let (at, tooFar) = table.addingReportingOverflow(index * size)
            guard !tooFar, let type = view.number(at: at, bytes: 4), let offset = view.number(at: at + 8, bytes: 8),
                let length = view.number(at: at + 32, bytes: 8)
            else { return .unread }
            guard type == 4 else { continue }
            switch notes(view, offset, length) {
            case true?: return .go
            case false?: break
            case nil: isComplete = false
            }
        }
        return isComplete ? .other : .unread
    }

    /// Whether one of a segment's notes is Go's; nil if they can't be read.
    private static func notes(_ view: Little, _ offset: Int, _ length: Int) -> Bool? {
        let (end, tooFar) = offset.addingReportingOverflow(length)
        guard !tooFar, end <= view.bytes.count else { return nil }
        var at = offset
        for _ in 0..<noteLimit where at + 12 <= end {
            guard let nameSize = view.number(at: at, bytes: 4), let size = view.number(at: at + 4, bytes: 4),
                let type = view.number(at: at + 8, bytes: 4)
            else { return nil }
            let name = at + 12
            let next = name + (nameSize + 3) / 4 * 4 + (size + 3) / 4 * 4
            guard next <= end else { return nil }
            // Type 4 of the name `Go` is the id of the build.
            if type == 4, nameSize == 4, Array(view.bytes[name..<name + 3]) == [0x47, 0x6f, 0] { return true }
            at = next
        }
        return false
    }

    private struct Little {
        let bytes: [UInt8]

        /// A number of so many bytes, least first; nil where there are none, or it has no place in an `Int`.
        func number(at offset: Int, bytes count: Int) -> Int? {
            guard offset >= 0, offset <= bytes.count - count else { return nil }
            var value: UInt64 = 0
            for index in 0..<count { value |= UInt64(bytes[offset + index]) << (8 * UInt64(index)) }
            return value > UInt64(Int32.max) << 16 ? nil : Int(value)
        }
    }
}
