/// Where a key stands whatever the hypervisor and the agent are called: `hypervisor/kernel`, `agent.mem_agent/enable`.
package struct KeyPlace: Sendable, Hashable, Comparable, CustomStringConvertible {
    package var section: String
    package var key: String

    package init(_ section: String, _ key: String) {
        self.section = section
        self.key = key
    }

    /// Reads `section/key`; nil if it is no such text.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(String(parts[0]), String(parts[1]))
    }

    package var description: String { "\(section)/\(key)" }

    package static func < (a: KeyPlace, b: KeyPlace) -> Bool { (a.section, a.key) < (b.section, b.key) }

    /// The section that a table is: `hypervisor.qemu.factory` is `hypervisor.factory`.
    package static func section(of table: [String]) -> String {
        guard table.count > 1, table[0] == "hypervisor" || table[0] == "agent" else {
            return table.joined(separator: ".")
        }
        return ([table[0]] + table.dropFirst(2)).joined(separator: ".")
    }

    /// The table that a section is in a file with these names.
    package static func table(of section: String, hypervisor: String, agent: String) -> [String] {
        var path = section.split(separator: ".").map(String.init)
        switch path.first {
        case "hypervisor": path.insert(hypervisor, at: 1)
        case "agent": path.insert(agent, at: 1)
        default: break
        }
        return path
    }
}
