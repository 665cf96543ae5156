extension Mount {
    /// Reads one line of mountinfo (proc_pid_mountinfo(5)); nil when it isn't one.
    package init?(line: some Collection<UInt8>) {
        let fields = line.split(separator: UInt8(ascii: " "), omittingEmptySubsequences: false)
        // id parent device root point options [tag…] - type source options
        guard fields.count >= 10, let dash = fields[6...].firstIndex(where: { $0.elementsEqual([UInt8(ascii: "-")]) }),
            fields.count > dash + 3,
            let id = Int32(String(decoding: fields[0], as: UTF8.self)),
            let parent = Int32(String(decoding: fields[1], as: UTF8.self))
        else { return nil }
        self.init(
            id: id, parent: parent, device: Self.unescaped(fields[2]), root: Self.unescaped(fields[3]),
            point: Self.unescaped(fields[4]), options: Self.unescaped(fields[5]),
            type: Self.unescaped(fields[dash + 1]), source: Self.unescaped(fields[dash + 2]),
            fileSystemOptions: Self.unescaped(fields[dash + 3]))
    }

    /// A field with the kernel's octal escapes (`\040` for a space) undone.
    private static func unescaped(_ field: some Collection<UInt8>) -> String {
        guard field.contains(UInt8(ascii: "\\")) else { return String(decoding: field, as: UTF8.self) }
        let bytes = Array(field)
        var plain: [UInt8] = []
        var index = 0
        while index < bytes.count {
            if bytes[index] == UInt8(ascii: "\\"), index + 3 < bytes.count,
                let value = UInt8(String(decoding: bytes[index + 1...index + 3], as: UTF8.self), radix: 8)
            {
                plain.append(value)
                index += 4
            } else {
                plain.append(bytes[index])
                index += 1
            }
        }
        return String(decoding: plain, as: UTF8.self)
    }
}
