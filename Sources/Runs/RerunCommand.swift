/// The command that repeats a finding of a run: what the run was called with, without what chose its scenarios.
enum RerunCommand {
    /// Options that are left out, each with whether a value follows it.
    private static let dropped = [
        "--scenarios": true, "--rounds": true, "--seed": true, "--out": true, "--tier": true, "--lanes": true,
        "--budget": true,
        "--json": false, "--snapshots": false, "--no-snapshots": false,
    ]

    /// - Parameter arguments: What `kumite` was called with, the verb first.
    static func prefix(_ arguments: [String]) -> String {
        var kept: [String] = []
        var rest = arguments.dropFirst()[...]
        while let word = rest.popFirst() {
            let name = String(word.prefix { $0 != "=" })
            guard let hasValue = dropped[name] else {
                kept.append(word)
                continue
            }
            if hasValue, !word.contains("=") { _ = rest.popFirst() }
        }
        return (["kumite", "run"] + kept.map(quoted)).joined(separator: " ")
    }

    /// As a POSIX shell needs it.
    private static func quoted(_ word: String) -> String {
        let plain = word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=,:@+".contains($0)) }
        guard !plain || word.isEmpty else { return word }
        let parts = word.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: #"'\''"#) + "'"
    }
}
