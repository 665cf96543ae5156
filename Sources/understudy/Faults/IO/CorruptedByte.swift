extension Fault {
    static let corruptedByte = Fault(
        name: "io/byte-corrupted",
        title: "One byte in a mebibyte of output arrives as another",
        because: "A backup that is streamed through an exec is broken, and nobody sees it before it is needed.",
        parameters: [
            Parameter(name: "every", default: "1000000", meaning: "after how many bytes one is another")
        ],
        expects: Expectation(facets: ["*/**/stdout/digest", "*/**/stdout"], severity: "blocker", step: "wait"),
        scenarios: ["io/mebibytes", "io/exec-mebibytes"]
    ) { choices in
        let every = choices[number: "every"]
        return .streams([.stdout]) { _, _ in
            let passed = PassedBytes()
            return { piece in
                let before = passed.before(piece)
                var bytes = piece.bytes
                // The last of every so many.
                var index = every - 1 - before % every
                while index < bytes.count {
                    bytes[index] ^= 1
                    index += every
                }
                return [piece.with(bytes)]
            }
        }
    }
}
