/// Where a release's files are that is unpacked elsewhere than at `/opt/kata`, for which its configurations are made.
struct Relocation: Sendable, Hashable {
    private static let usual = "/opt/kata"
    /// The prefix that the configuration lies below; nil where it can't be told, or is the usual one.
    let prefix: String?

    /// - Parameter configuration: A configuration's path.
    init(of configuration: String) {
        let found = Installation.configurationFolders.lazy
            .compactMap { configuration.firstRange(of: "/\($0)/")?.lowerBound }.first
            .map { String(configuration[..<$0]) }
        prefix = found == Self.usual || found == "/usr" || found == "/usr/local" ? nil : found
    }

    /// A path at the usual place as it is below that prefix, also where nothing is there.
    ///
    /// Of two releases side by side the second would otherwise be judged with the first one's files.
    func path(of path: String) -> String {
        guard let prefix, path.hasPrefix(Self.usual + "/") else { return path }
        return prefix + path.dropFirst(Self.usual.count)
    }
}
