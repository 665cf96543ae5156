import CProbe

/// Lends bytes as a C string.
func withCString<Result>(_ text: Bytes, _ body: (UnsafePointer<CChar>) -> Result) -> Result {
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: text.count + 1)
    defer { copy.deallocate() }
    for (index, byte) in text.enumerated() { copy[index] = CChar(bitPattern: byte) }
    copy[text.count] = 0
    return body(copy)
}

/// The content of a file, cut off at `limit` bytes; nil when it can't be read.
func contents(of path: Bytes, atMost limit: Int) -> Bytes? {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return nil }
    let count = withCString(path) { probe_read_file($0, start, limit) }
    guard count >= 0 else { return nil }
    return Bytes(UnsafeRawBufferPointer(start: start, count: count))
}

func contents(of path: StaticString, atMost limit: Int) -> Bytes? { contents(of: Bytes(path), atMost: limit) }

/// A file of one value as text without blanks and newlines at its end; nil when it can't be read.
func text(of path: Bytes, atMost limit: Int = 4096) -> Bytes? {
    guard var text = contents(of: path, atMost: limit) else { return nil }
    while let last = text.last, last <= 0x20 { text.removeLast() }
    return text
}

func text(of path: StaticString, atMost limit: Int = 4096) -> Bytes? { text(of: Bytes(path), atMost: limit) }

/// The target of a symbolic link, at most 4 KiB of it; nil when there is none.
func target(of path: Bytes) -> Bytes? {
    let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 4096)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return nil }
    let count = withCString(path) { readlink($0, start, buffer.count) }
    guard count >= 0 else { return nil }
    return Bytes(UnsafeRawBufferPointer(start: start, count: count))
}

/// What lies at a path, no link followed; nil when it can't be told.
func look(at path: Bytes) -> probe_file? {
    var file = probe_file()
    return withCString(path) { probe_look_at($0, &file) } == 0 ? file : nil
}

/// The names in a folder, in order of their bytes; nil when it can't be read.
///
/// At most 256 KiB of names.
func names(in folder: Bytes) -> [Bytes]? {
    let limit = 262_144
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: limit, alignment: 16)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress else { return nil }
    let count = withCString(folder) { probe_names_in($0, start, limit) }
    guard count >= 0 else { return nil }
    let names = UnsafeRawBufferPointer(start: start, count: count).split(separator: 0).map { Bytes($0) }
    return names.sorted { $0.lexicographicallyPrecedes($1) }
}

/// What a kind of file is called: the letter is `probe_file`'s.
func name(ofKind letter: UInt32) -> StaticString {
    switch UInt8(truncatingIfNeeded: letter) {
    case 0x70: "pipe"
    case 0x73: "socket"
    case 0x63: "character"
    case 0x62: "block"
    case 0x66: "file"
    case 0x64: "folder"
    case 0x6C: "link"
    default: "other"
    }
}

/// Permissions as four octal digits.
func octal(_ mode: UInt32) -> Bytes {
    var digits = Bytes()
    for shift in [9, 6, 3, 0] as [UInt32] { digits.append(0x30 + UInt8(mode >> shift & 7)) }
    return digits
}

/// The symbol of an error number: `ENOENT`.
func errorName(_ number: Int32) -> Bytes {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
        guard let start = text.baseAddress else { return [] }
        probe_error_name(number, start, text.count)
        return Bytes(cString: start)
    }
}
