import CProbe

/// At most this much of the mount table is read: a container has some 30 mounts of 100 bytes, and as JSON a line is two
/// to three times as long.
private let mountTableLimit = 65_536

let mountSections = [
    Section("mounts") { json in
        guard let table = mountTable() else { return json.null() }
        json.array { json in
            for mount in table.mounts { mount.write(to: &json) }
        }
    },
    Section("mountsCutOff") { $0.bool(mountTable()?.isCutOff == true) },
]

/// One line of mountinfo (proc(5)): id parent device root place options tag… - type source super-options.
struct Mount {
    private let fields: [ArraySlice<UInt8>]
    private let dash: Int

    init?(_ line: ArraySlice<UInt8>) {
        fields = line.split(separator: 0x20, omittingEmptySubsequences: false)
        guard let dash = fields[min(6, fields.count)...].firstIndex(where: { $0.count == 1 && $0.first == 0x2D }),
            fields.count >= dash + 4
        else { return nil }
        self.dash = dash
    }

    var place: Bytes { unescape(fields[4]) }
    var root: Bytes { unescape(fields[3]) }
    var type: Bytes { Bytes(fields[dash + 1]) }
    var superOptions: [ArraySlice<UInt8>] { fields[dash + 3].split(separator: 0x2C) }

    func write(to json: inout JSON) {
        json.object { json in
            json.member("at") { $0.string(place) }
            json.member("root") { $0.string(root) }
            json.member("type") { $0.string(type) }
            json.member("source") { $0.string(unescape(fields[dash + 2])) }
            json.member("options") { writeList(fields[5], to: &$0) }
            json.member("super") { writeList(fields[dash + 3], to: &$0) }
            json.member("tags") { json in
                json.array { json in
                    for field in fields[6..<dash] { json.string(Bytes(field)) }
                }
            }
        }
    }
}

/// The mount table, in its order; nil where it can't be read.
func mountTable() -> (mounts: [Mount], isCutOff: Bool)? {
    guard let table = contents(of: "/proc/self/mountinfo", atMost: mountTableLimit) else { return nil }
    var lines = table.split(separator: newline)
    // A line that was cut off would be half true.
    let isCutOff = table.count == mountTableLimit
    if isCutOff { lines.removeLast() }
    return (lines.compactMap(Mount.init), isCutOff)
}

/// Writes what stands between commas as an array.
func writeList(_ text: ArraySlice<UInt8>, to json: inout JSON) {
    json.array { json in
        for part in text.split(separator: 0x2C) { json.string(unescape(part)) }
    }
}

/// Puts blanks, tabs, newlines and backslashes back for which the kernel writes `\040` and the like.
private func unescape(_ text: ArraySlice<UInt8>) -> Bytes {
    var result = Bytes()
    var position = text.startIndex
    while position < text.endIndex {
        let byte = text[position]
        if byte == 0x5C, position + 3 < text.endIndex {
            let digits = text[(position + 1)...(position + 3)]
            if digits.allSatisfy({ $0 >= 0x30 && $0 <= 0x37 }) {
                result.append(UInt8(truncatingIfNeeded: digits.reduce(0) { $0 << 3 | UInt16($1 - 0x30) }))
                position += 4
                continue
            }
        }
        result.append(byte)
        position += 1
    }
    return result
}
