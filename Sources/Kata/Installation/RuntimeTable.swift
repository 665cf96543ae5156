/// Kata's runtimes in containerd's own configuration.
package struct RuntimeTable: Sendable, Hashable {
    /// One of them.
    package struct Runtime: Sendable, Hashable {
        /// What a pod's RuntimeClass calls it.
        package var handler: String
        /// The shim's path, where it is written.
        package var path: String?
        /// The name of the shim's program, as containerd makes it of the type: `containerd-shim-kata-v2`.
        package var program: String?
        /// The configuration file that containerd hands to the shim.
        package var config: String?
    }

    /// In the order of the file; those whose type, path or name is not Kata's are left out.
    package var runtimes: [Runtime]
    /// Further files that this one takes in.
    package var imports: [String]

    package init(_ document: TomlDocument) {
        imports = []
        for entry in document.entries where entry.table.isEmpty && entry.key == "imports" {
            guard case .array(let values) = entry.value else { continue }
            imports = values.compactMap { if case .text(let text) = $0 { text } else { nil } }
        }
        var order: [[String]] = []
        var found: [[String]: Runtime] = [:]
        for entry in document.entries {
            guard let index = entry.table.lastIndex(of: "runtimes"), index + 1 < entry.table.count,
                case .text(let text) = entry.value, !text.isEmpty
            else { continue }
            let table = Array(entry.table[...(index + 1)])
            if found[table] == nil { order.append(table) }
            var runtime = found[table] ?? Runtime(handler: table[index + 1])
            switch entry.key {
            case "runtime_path": runtime.path = text
            case "runtime_type":
                if text.hasPrefix("/") { runtime.path = text } else { runtime.program = Self.program(ofType: text) }
            case "ConfigPath": runtime.config = text
            default: break
            }
            found[table] = runtime
        }
        runtimes = order.compactMap { found[$0] }.filter { runtime in
            [runtime.path, runtime.program].compactMap(\.self).contains { $0.contains("kata") }
        }
    }

    /// `io.containerd.kata.v2` is `containerd-shim-kata-v2`; nil for what is no such name.
    private static func program(ofType type: String) -> String? {
        let parts = type.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count >= 2, !type.contains("/"), parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return "containerd-shim-\(parts[parts.count - 2])-\(parts[parts.count - 1])"
    }
}
