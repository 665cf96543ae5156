import Glibc

// Files of lines, of which never more than a piece and a line are held.
extension HostileFolder {
    private static let pieceSize = 1 << 20

    /// Hands on each whole line of a plain file with its number; what is after the last line's end is dropped.
    ///
    /// A file that is not there has no lines.
    func eachLine(
        _ name: String, limit: Int, lineLimit: Int, _ body: (ArraySlice<UInt8>, _ number: Int) throws -> Void
    ) throws {
        guard let file = try open(name, limit: limit) else { return }
        var (rest, number, place) = ([UInt8](), 1, 0)
        while true {
            let piece = try piece(of: file, name, from: place, room: Self.pieceSize)
            guard !piece.isEmpty else { return }
            place += piece.count
            // It may grow while it is read.
            guard place <= limit else {
                throw damaged(name, "line \(number): it lies beyond the \(limit) bytes that are read")
            }
            var (from, seen) = (0, rest.count)
            rest += piece
            while let end = rest.end(ofLineFrom: seen) {
                guard end - from <= lineLimit else { throw tooLong(name, number, lineLimit) }
                if end > from { try body(rest[from..<end], number) }
                (number, from, seen) = (number + 1, end + 1, end + 1)
            }
            guard rest.count - from <= lineLimit else { throw tooLong(name, number, lineLimit) }
            rest.removeFirst(from)
        }
    }

    /// How much of a file is whole lines; nil when all of it is, or there is none.
    func wholeLength(of name: String, limit: Int) throws -> Int? {
        guard let file = try open(name, limit: limit) else { return nil }
        var end = file.size
        while end > 0 {
            let from = max(0, end - 65_536)
            let piece = try piece(of: file, name, from: from, room: end - from)
            guard let last = piece.lastIndex(of: 0x0a) else {
                end = from
                continue
            }
            return from + last + 1 == file.size ? nil : from + last + 1
        }
        return file.size == 0 ? nil : 0
    }

    private func tooLong(_ name: String, _ line: Int, _ limit: Int) -> ArchiveError {
        damaged(name, "line \(line): it has more than the \(limit) bytes that are read of a line")
    }
}

extension [UInt8] {
    /// Where the next line's end is, from a place on.
    fileprivate func end(ofLineFrom place: Int) -> Int? {
        withUnsafeBytes { bytes in
            guard place < bytes.count, let start = bytes.baseAddress?.advanced(by: place),
                let end = memchr(start, 0x0a, bytes.count - place)
            else { return nil }
            return place + start.distance(to: UnsafeRawPointer(end))
        }
    }
}
