import CProbe

/// The limits in the order of their numbers: the same on every architecture but alpha, mips and sparc.
private let limitNames: [StaticString] = [
    "CPU", "FSIZE", "DATA", "STACK", "CORE", "RSS", "NPROC", "NOFILE", "MEMLOCK", "AS", "LOCKS", "SIGPENDING",
    "MSGQUEUE", "NICE", "RTPRIO", "RTTIME",
]

let limitSections = [
    Section("rlimits") { json in
        json.object { json in
            for (number, name) in limitNames.enumerated() {
                var soft: UInt64 = 0
                var hard: UInt64 = 0
                guard probe_rlimit(Int32(number), &soft, &hard) == 0 else { continue }
                json.member(name) { json in
                    json.object { json in
                        json.member("soft") { writeLimit(soft, to: &$0) }
                        json.member("hard") { writeLimit(hard, to: &$0) }
                    }
                }
            }
        }
    },
    Section("umask") { $0.string(octal(probe_umask())) },
]

/// A limit is a number or `"unlimited"`.
private func writeLimit(_ value: UInt64, to json: inout JSON) {
    if value == .max { json.string("unlimited") } else { json.number(value) }
}
