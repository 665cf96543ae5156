import CProbe

let kernelSections = [
    Section("kernelCommandLine") { $0.optional(text(of: "/proc/cmdline")) },
    // Names in order, without their sizes and users.
    Section("kernelModules") { writeColumn(0, of: "/proc/modules", to: &$0) },
    Section("filesystems") { json in
        guard let table = contents(of: "/proc/filesystems", atMost: 16_384) else { return json.null() }
        json.array { json in
            let names = table.split(separator: newline).compactMap { words(of: $0).last }
            for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) { json.string(Bytes(name)) }
        }
    },
    // Every disk and partition that this kernel knows: `NAME` to KiB.
    Section("disks") { json in
        guard let table = contents(of: "/proc/partitions", atMost: 65_536) else { return json.null() }
        json.object { json in
            for line in table.split(separator: newline) {
                let columns = words(of: line)
                guard columns.count == 4, let size = integer(columns[2]) else { continue }
                json.member(Bytes(columns[3])) { $0.number(size) }
            }
        }
    },
]

private func writeColumn(_ index: Int, of path: StaticString, to json: inout JSON) {
    guard let table = contents(of: path, atMost: 65_536) else { return json.null() }
    json.array { json in
        let lines = table.split(separator: newline).map { words(of: $0) }.filter { $0.count > index }
        for line in lines.sorted(by: { $0[index].lexicographicallyPrecedes($1[index]) }) {
            json.string(Bytes(line[index]))
        }
    }
}
