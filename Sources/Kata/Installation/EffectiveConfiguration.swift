package import Documents

/// What tells which configuration a shim really uses: its log, and the state that it keeps of a sandbox.
package enum EffectiveConfiguration {
    /// How deep a state is looked into.
    private static let depthLimit = 12

    /// The files that a shim says it has read, in the order of its log.
    ///
    /// The Go shim logs `loaded configuration` with the file, if its level is that of information; the Rust shim a line
    /// that begins `load configuration from` (facts D39; deduced for Rust).
    package static func files(inLog log: [UInt8]) -> [String] {
        var grammar = LogGrammar()
        var lines = LogLines()
        var found: [String] = []
        func take(_ line: ArraySlice<UInt8>, _ isCut: Bool) {
            for record in grammar.records(of: line, isCut: isCut) {
                if record.text == "loaded configuration", let file = record.fields["file"] { found.append(file) }
                let head = "load configuration from"
                if record.text.hasPrefix(head) {
                    let rest = record.text.dropFirst(head.count).drop { !($0 == "/") }
                    let path = rest.prefix { !$0.isWhitespace && $0 != "\"" }
                    if !path.isEmpty { found.append(String(path)) }
                }
            }
        }
        lines.take(log[...], take)
        lines.finish(take)
        return found
    }

    /// The kernels that a state names: `kernel` in the Rust shim's, `KernelPath` in the Go shim's (deduced).
    package static func kernels(inState state: JSONValue) -> Set<String> {
        var found: Set<String> = []
        func look(_ value: JSONValue, _ depth: Int) {
            guard depth < depthLimit else { return }
            switch value {
            case .object(let members):
                for (name, value) in members {
                    if ["kernel", "KernelPath", "kernel_path"].contains(name), case .text(let path) = value,
                        path.hasPrefix("/")
                    {
                        found.insert(path)
                    }
                    look(value, depth + 1)
                }
            case .list(let values): for value in values { look(value, depth + 1) }
            default: break
            }
        }
        look(state, 0)
        return found
    }
}
