import CProbe

let signalSections = [
    Section("signals") { json in
        json.object { json in
            json.member("blocked") { json in
                writeSignals(to: &json) { probe_signal_is_blocked($0) == 1 }
            }
            json.member("ignored") { json in
                writeSignals(to: &json) { probe_signal_is_ignored($0) == 1 }
            }
        }
    }
]

private func writeSignals(to json: inout JSON, where isWanted: (Int32) -> Bool) {
    json.array { json in
        for number in Int32(1)...64 where isWanted(number) { json.string(signalName(number)) }
    }
}
