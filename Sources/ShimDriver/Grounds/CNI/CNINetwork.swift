import FoundationEssentials
import Glibc
import Host
import Linux
import Recordings

/// Plugins run for one network namespace, as the CNI specification has it: settings on stdin, the command in the
/// environment, the result or the error on stdout.
struct CNINetwork: Sendable {
    /// Where plugins lie: where the CNI project, Debian and Fedora put them.
    static let usualFolders = ["/opt/cni/bin", "/usr/lib/cni", "/usr/libexec/cni"]
    static let interface = "eth0"

    var configuration: CNIConfiguration
    /// What the plugins are told of: the trial, and its namespace's path.
    var container: String
    var namespace: String
    var folders: [String]
    /// What the last plugin said it has made; nil before.
    private(set) var result: CNIValue?

    init(
        _ configuration: CNIConfiguration, container: String, namespace: String,
        folders: [String] = Self.usualFolders
    ) {
        self.folders = folders
        self.configuration = configuration
        self.container = container
        self.namespace = namespace
    }

    /// The path of a plugin; nil where it is not installed.
    static func program(_ name: String, in folders: [String] = Self.usualFolders) -> String? {
        folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Why a network can't be made by plugins here; nil when it can. What is missing is named.
    static func obstacle(_ configuration: CNIConfiguration) -> String? {
        let missing = configuration.programs.filter { program($0) == nil }
        guard !missing.isEmpty else { return nil }
        let of = configuration.file.map { ", which \($0) names," } ?? ""
        return
            "network cni needs the plugin\(missing.count == 1 ? "" : "s") \(missing.joined(separator: " and "))\(of) "
            + "in \(usualFolders.joined(separator: " or ")) (Debian: containernetworking-plugins)"
    }

    /// Has the plugins make the network; on failure they are asked to take away what there is of it.
    ///
    /// - Throws: A `CNIProblem` that says what the plugin said.
    mutating func add(until deadline: Stamp) async throws {
        var previous: CNIValue?
        do {
            for plugin in configuration.plugins {
                let said = try await run("ADD", plugin, previous, until: deadline)
                guard let result = try? JSONDecoder().decode(CNIValue.self, from: Data(said)) else {
                    throw CNIProblem("\(plugin["type"]?.text ?? "") printed no result")
                }
                previous = result
            }
        } catch {
            result = previous
            await remove(until: deadline)
            throw error
        }
        result = previous
    }

    /// Has the plugins take the network away, the last first.
    ///
    /// - Returns: What they could not do, in words; empty when all is done.
    @discardableResult
    func remove(until deadline: Stamp) async -> [String] {
        var failures: [String] = []
        // What was made is told from 0.4.0 on.
        let told = configuration.version.hasPrefix("0.") && configuration.version < "0.4.0" ? nil : result
        for plugin in configuration.plugins.reversed() {
            do {
                _ = try await run("DEL", plugin, told, until: deadline)
            } catch {
                failures.append("\(error)")
            }
        }
        return failures
    }

    private func run(
        _ command: String, _ plugin: CNIValue, _ previous: CNIValue?, until deadline: Stamp
    ) async throws -> [UInt8] {
        let type = plugin["type"]?.text ?? ""
        guard let path = Self.program(type, in: folders) else {
            throw CNIProblem("the plugin \(type) is not installed")
        }
        let left = Duration.nanoseconds(Int64(clamping: deadline.nanoseconds(since: Stamp.now)))
        let record = await Program(
            purpose: "cni", arguments: [path],
            environment: Program.plainEnvironment + [
                "CNI_COMMAND=\(command)", "CNI_CONTAINERID=\(container)", "CNI_NETNS=\(namespace)",
                "CNI_IFNAME=\(Self.interface)", "CNI_PATH=\(folders.joined(separator: ":"))",
                "CNI_ARGS=IgnoreUnknown=1",
            ], stdin: configuration.request(plugin, previous: previous)
        ).run(within: left)
        guard record.end == .exited(0) else {
            let error = try? JSONDecoder().decode(CNIValue.self, from: Data(record.stdout.bytes))
            let said = [error?["msg"]?.text, error?["details"]?.text].compactMap(\.self).joined(separator: ": ")
            throw CNIProblem(
                "\(type) \(command) ended with \(record.end.words): "
                    + (said.isEmpty ? record.stderr.oneLine : said.replacing("\n", with: " ")))
        }
        return record.stdout.bytes
    }

    /// Addresses that the plugins chose, without the length of their prefix; they are another trial's others.
    var addresses: [String] {
        guard configuration.file != nil else { return [] }
        return (result?["ips"]?.list ?? []).compactMap { ip in
            ip["address"]?.text.map { String($0.prefix { $0 != "/" }) }
        }
    }
}
