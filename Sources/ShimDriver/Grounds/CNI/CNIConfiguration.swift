import FoundationEssentials
import Linux

/// A network as the plugins of the CNI specification make it: their names and settings, in the order in which they run.
struct CNIConfiguration: Sendable, Hashable {
    /// Where a host's own networks are described, as containerd's CRI looks for them.
    static let folder = "/etc/cni/net.d"
    /// The version of Kumite's own network: the first with `prevResult` at the end, too.
    private static let version = "0.4.0"

    var name: String
    var version: String
    /// Each with its `type`, the name of its program.
    var plugins: [CNIValue]
    /// The file that it comes from; nil for Kumite's own.
    var file: String?

    /// The host's first network by name, else nil.
    ///
    /// - Throws: A `CNIProblem` when there is one and it can't be used.
    static func ofHost(_ folder: String = Self.folder) throws(CNIProblem) -> CNIConfiguration? {
        let names = (try? Directory(folder).names(limit: 1000))?.map { String(decoding: $0, as: UTF8.self) } ?? []
        let isNetwork = { (name: String) in [".conflist", ".conf", ".json"].contains { name.hasSuffix($0) } }
        guard let first = names.filter(isNetwork).min() else { return nil }
        let path = "\(folder)/\(first)"
        guard let read = try? Files.read(path, limit: 1 << 20), !read.cut else {
            throw CNIProblem("the network \(path) can't be read")
        }
        return try CNIConfiguration(read.bytes, file: path)
    }

    /// Reads a list of plugins, or the settings of one that is a network by itself.
    init(_ bytes: [UInt8], file: String) throws(CNIProblem) {
        guard let value = try? JSONDecoder().decode(CNIValue.self, from: Data(bytes)) else {
            throw CNIProblem("the network \(file) is not JSON")
        }
        guard let name = value["name"]?.text else { throw CNIProblem("the network \(file) has no name") }
        self.name = name
        version = value["cniVersion"]?.text ?? "0.2.0"
        plugins = value["plugins"]?.list ?? [value]
        self.file = file
        guard !plugins.isEmpty, plugins.allSatisfy({ $0["type"]?.text.map(Self.isProgram) == true }) else {
            throw CNIProblem("a plugin of the network \(file) has no type that could be a program")
        }
    }

    private init(name: String, plugins: [CNIValue]) {
        self.name = name
        version = Self.version
        self.plugins = plugins
    }

    /// Kumite's own: a link that is there is put into the namespace, with an address and a route that are given.
    ///
    /// No other of the usual plugins leaves the host as it was: `bridge` keeps its bridge, `ptp` switches forwarding on.
    static func own(device: String, address: String, gateway: String) -> CNIConfiguration {
        CNIConfiguration(
            name: "kumite",
            plugins: [
                .map([
                    "type": .text("host-device"), "device": .text(device),
                    "ipam": .map([
                        "type": .text("static"),
                        "addresses": .list([.map(["address": .text(address), "gateway": .text(gateway)])]),
                        "routes": .list([.map(["dst": .text("0.0.0.0/0")])]),
                    ]),
                ])
            ])
    }

    /// The programs that it takes, those that give addresses too.
    var programs: [String] {
        plugins.flatMap { [$0["type"]?.text, $0["ipam"]?["type"]?.text].compactMap(\.self) }
    }

    /// A name that is a plain file's: no path.
    private static func isProgram(_ name: String) -> Bool {
        !name.isEmpty && !name.contains("/") && !name.hasPrefix(".")
    }

    /// What a plugin is given on stdin.
    func request(_ plugin: CNIValue, previous: CNIValue?) -> [UInt8] {
        guard case .map(var settings) = plugin else { return [] }
        settings["name"] = .text(name)
        settings["cniVersion"] = .text(version)
        if let previous { settings["prevResult"] = previous }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        return (try? encoder.encode(CNIValue.map(settings))).map(Array.init) ?? []
    }
}

/// Why no network can be made by plugins, or one could not be.
struct CNIProblem: Error, CustomStringConvertible {
    var description: String

    init(_ why: String) { description = why }
}
