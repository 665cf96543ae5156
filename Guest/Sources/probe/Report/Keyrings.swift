import CProbe

/// Numbers of keyctl(2) for a caller's own keyrings.
private let keyrings: [(StaticString, Int32)] = [
    ("thread", -1), ("process", -2), ("session", -3), ("user", -4), ("userSession", -5),
]

let keyringSections = [
    // `keyring;UID;GID;PERMISSIONS;NAME`, or the error: ENOKEY where there is none.
    Section("keyrings") { json in
        json.object { json in
            for (name, number) in keyrings {
                json.member(name) { json in
                    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 256) { text in
                        guard let start = text.baseAddress else { return json.null() }
                        let length = probe_keyring(number, start, text.count)
                        json.string(length < 0 ? errorName(Int32(-length)) : Bytes(cString: start))
                    }
                }
            }
        }
    }
]
