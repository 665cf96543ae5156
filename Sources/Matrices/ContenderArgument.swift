internal import Documents

/// Reads a contender as the command line names it: `shim=/path,runtime=/path,name=go`, or the name of a matrix's.
package enum ContenderArgument {
    /// The contender that `text` names.
    ///
    /// Relative paths are meant from `folder`, an absolute path. Throws for an unknown key or name, a key given twice
    /// or without a value, and where `shim` is missing.
    package static func contender(
        _ text: String, for role: Role, in matrix: Matrix?, folder: String
    ) throws(MatrixError) -> Contender {
        guard text.contains("=") else { return try known(text, for: role, in: matrix) }
        var values: [String: String] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let (key, value) = try entry(part, of: text, for: role)
            guard values.updateValue(value, forKey: key) == nil else {
                throw MatrixError(role, text, why: "'\(key)' stands there twice", now: "give it once")
            }
        }
        guard let shim = values["shim"] else {
            throw MatrixError(role, text, why: "it has no 'shim'", now: "add shim=/path/to/containerd-shim-…")
        }
        let next = try values["next"].map { next throws(MatrixError) in
            try successor(next, of: text, for: role, in: matrix, folder: folder)
        }
        let understudy = try values["understudy"].map { text throws(MatrixError) in
            try Self.understudy(text, of: text, for: role)
        }
        return Contender(
            name: values["name"] ?? ContenderKeys.name(ofShim: shim) + (understudy == nil ? "" : "-understudy"),
            family: values["family"] ?? ContenderKeys.family(ofShim: shim), release: values["release"],
            shim: Paths.absolute(shim, in: folder), runtime: values["runtime"].map { Paths.absolute($0, in: folder) },
            config: values["config"].map { Paths.absolute($0, in: folder) }, hypervisor: values["hypervisor"],
            next: next, understudy: understudy,
            coverage: values["coverage"].flatMap { CounterKind(rawValue: $0) })
    }

    private static func understudy(
        _ text: String, of whole: String, for role: Role
    ) throws(MatrixError) -> Understudy {
        guard let understudy = Understudy(commandLine: text) else {
            throw MatrixError(
                role, whole, why: "'\(text)' is no understudy",
                now: "write it as understudy=none or understudy=FAULT:KEY=VALUE:probability=0.1:nth=3")
        }
        return understudy
    }

    /// What `next` names: a contender of the matrix, or a shim by its path, absolute or with a `/` in it.
    private static func successor(
        _ next: String, of text: String, for role: Role, in matrix: Matrix?, folder: String
    ) throws(MatrixError) -> Successor {
        if let contender = matrix?.contender(next) { return Successor(contender) }
        if next.contains("/") {
            let shim = Paths.absolute(next, in: folder)
            return Successor(name: ContenderKeys.name(ofShim: shim), shim: shim)
        }
        let names = matrix?.contenders.map(\.name) ?? []
        let hint = nearest(to: next, among: names).map { "did you mean '\($0)'?" }
        throw MatrixError(
            role, text, why: "'next=\(next)' names no contender of the matrix",
            now: hint ?? "name one of the matrix, or give its path: next=/path/to/containerd-shim-…")
    }

    private static func known(_ name: String, for role: Role, in matrix: Matrix?) throws(MatrixError) -> Contender {
        if let contender = matrix?.contender(name) { return contender }
        let names = matrix?.contenders.map(\.name) ?? []
        let hint = nearest(to: name, among: names).map { "did you mean '\($0)'?" }
        let list = names.isEmpty ? "" : "known here: \(names.joined(separator: ", ")); "
        throw MatrixError(
            role, name, why: "no contender of that name is in the matrix",
            now: hint ?? "\(list)or give shim=/path/to/containerd-shim-…")
    }

    private static func entry(
        _ part: Substring, of text: String, for role: Role
    ) throws(MatrixError) -> (key: String, value: String) {
        let sides = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard sides.count == 2, !sides[1].isEmpty else {
            throw MatrixError(role, text, why: "'\(part)' is no KEY=VALUE", now: "write it as shim=/path,name=go")
        }
        let keys = ContenderKeys.onCommandLine
        guard keys.contains(sides[0]) else {
            let hint = nearest(to: sides[0], among: keys).map { "did you mean '\($0)'?" }
            throw MatrixError(
                role, text, why: "there is no key '\(sides[0])'", now: hint ?? "known: \(keys.joined(separator: ", "))")
        }
        if sides[0] == "name", !sides[1].utf8.allSatisfy(ContenderKeys.canName) {
            throw MatrixError(
                role, text, why: "'\(sides[1])' cannot name a contender", now: "use letters, digits, '.', '_' and '-'")
        }
        if sides[0] == "coverage", CounterKind(rawValue: sides[1]) == nil {
            throw MatrixError(
                role, text, why: "there are no counters '\(sides[1])'",
                now: "known: \(CounterKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        if sides[0] == "family", !ContenderKeys.families.contains(sides[1]) {
            let families = ContenderKeys.families
            let hint = nearest(to: sides[1], among: families).map { "did you mean '\($0)'?" }
            throw MatrixError(
                role, text, why: "there is no family '\(sides[1])'",
                now: hint ?? "known: \(families.joined(separator: ", "))")
        }
        return (sides[0], sides[1])
    }
}
