/// What a pax header says of the entry behind it: `LENGTH KEY=VALUE\n`, one after the other (POSIX.1-2001).
enum LayerRecords {
    static func read(_ block: ArraySlice<UInt8>) throws(OCIError) -> [String: String] {
        let wrong = OCIError(.layer("a record in it is not of the form `LENGTH KEY=VALUE`"))
        var records: [String: String] = [:]
        var rest = block
        while !rest.isEmpty {
            let digits = rest.prefix { (0x30...0x39).contains($0) }
            guard (1...6).contains(digits.count), let length = Int(String(decoding: digits, as: UTF8.self)),
                length > digits.count + 2, length <= rest.count
            else { throw wrong }
            let record = rest.prefix(length).dropFirst(digits.count)
            rest = rest.dropFirst(length)
            guard record.first == 32, record.last == 10, let equals = record.firstIndex(of: UInt8(ascii: "=")) else {
                throw wrong
            }
            let value = record[(equals + 1)...].dropLast()
            // Attributes can be any bytes, and are not looked at.
            let key = String(decoding: record[..<equals].dropFirst(), as: UTF8.self)
            guard ["path", "linkpath", "size", "uid", "gid"].contains(key) || key.hasPrefix("GNU.sparse.") else {
                continue
            }
            guard !value.contains(0), let text = String(validating: value, as: UTF8.self) else {
                throw OCIError(.layer("a name in it is no UTF-8"))
            }
            records[key] = text
        }
        return records
    }
}
