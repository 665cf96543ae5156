import CProbe

let commandSections = [
    Section("cwd", writeFolder),
    Section("argv") { json in
        json.array { json in
            for index in 0..<probe_argument_count() { json.string(Bytes(cString: probe_argument(index))) }
        }
    },
    Section("environment") { json in
        json.array { json in
            var index: Int32 = 0
            while let variable = probe_environment(index) {
                json.string(Bytes(cString: variable))
                index += 1
            }
        }
    },
]

private func writeFolder(_ json: inout JSON) {
    let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 4096)
    defer { buffer.deallocate() }
    guard let start = buffer.baseAddress, getcwd(start, buffer.count) != nil else { return json.null() }
    json.string(Bytes(cString: start))
}
