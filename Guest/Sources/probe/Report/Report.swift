import CProbe

/// The report is never longer than this; a section that would make it so is null and named in `cutOff`.
private let reportLimit = 262_144

/// `report [SECTION[,SECTION…]]`: what this process can see of itself, as one line of JSON; nothing is changed before
/// it is looked at.
///
/// Guest/README.md is the contract: members are added, never changed or removed without a new number in `probe`.
func report(_ words: inout Words) -> Int32 {
    var isWanted = [Bool](repeating: words.isEmpty, count: sections.count)
    while let word = words.next() {
        for name in word.bytes.split(separator: 0x2C, omittingEmptySubsequences: false) {
            guard let index = sections.firstIndex(where: { Bytes($0.name).elementsEqual(name) }) else {
                return misuse("no section of that name in ", word, "; probe help lists them")
            }
            isWanted[index] = true
        }
    }
    var json = JSON()
    json.object { json in
        json.member("probe") { $0.number(1) }
        var cutOff: [StaticString] = []
        for (index, section) in sections.enumerated() where isWanted[index] {
            var value = JSON()
            section.write(&value)
            let fits = json.bytes.count + value.bytes.count + 4096 <= reportLimit
            json.member(section.name) { if fits { $0.value(of: value) } else { $0.null() } }
            if !fits { cutOff.append(section.name) }
        }
        json.member("cutOff") { json in
            json.array { json in
                for name in cutOff { json.string(name) }
            }
        }
    }
    send(json.bytes + [newline], to: Stream.output)
    return Exit.ok
}
