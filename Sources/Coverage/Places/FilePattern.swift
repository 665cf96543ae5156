/// The end of a source file's path: whole components, in which `*` stands for any characters; `**` for any components.
///
/// A tool chain writes paths as it was built: under an import path, or an absolute folder. So only ends are compared.
struct FilePattern: Sendable, Hashable {
    /// What stands between the `**`; the last group is the end of the path.
    private let groups: [[StarPattern]]
    /// Whether a component names something without a star: a pattern of stars and an extension alone means everything.
    let namesSomething: Bool

    init(_ text: some StringProtocol) {
        let components = text.split(separator: "/", omittingEmptySubsequences: true)
        var groups: [[StarPattern]] = [[]]
        for component in components {
            if component == "**" { groups.append([]) } else { groups[groups.count - 1].append(StarPattern(component)) }
        }
        // `folder/**` is all files below it.
        if groups.count > 1, groups[groups.count - 1].isEmpty { groups[groups.count - 1] = [StarPattern("*")] }
        self.groups = groups
        namesSomething =
            components.contains { !$0.contains("*") }
            || components.last.map { $0.prefix { $0 != "." }.contains { $0 != "*" } } == true
    }

    /// Whether the path ends so; empty components and `.` count for nothing.
    func matches(_ path: String) -> Bool {
        matches(path.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." })
    }

    func matches(_ components: [Substring]) -> Bool {
        guard let last = groups.last, components.count >= last.count,
            Self.holds(last, components, at: components.count - last.count)
        else { return false }
        var start = 0
        let end = components.count - last.count
        for group in groups.dropLast() where !group.isEmpty {
            guard end - start >= group.count,
                let place = (start...(end - group.count)).first(where: { Self.holds(group, components, at: $0) })
            else { return false }
            start = place + group.count
        }
        return true
    }

    private static func holds(_ group: [StarPattern], _ components: [Substring], at start: Int) -> Bool {
        group.indices.allSatisfy { group[$0].matches(components[start + $0]) }
    }
}
