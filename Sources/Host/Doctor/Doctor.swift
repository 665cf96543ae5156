/// Looks whether Kumite can work on this host, and says what to do where it can't.
package enum Doctor {
    /// What the checks judge; gathered once, so that they are pure.
    package struct Input: Sendable {
        package var facts: HostFacts
        package var tools: [InstalledTool]
        /// Files of Kata Containers that are there, by path.
        package var kataFiles: Set<String>
        /// What former runs left, one line each.
        package var leftovers: [String]

        package init(facts: HostFacts, tools: [InstalledTool], kataFiles: Set<String>, leftovers: [String]) {
            self.facts = facts
            self.tools = tools
            self.kataFiles = kataFiles
            self.leftovers = leftovers
        }
    }

    /// Looks at this host and judges it. Runs the tools that it finds for their versions, and the tiny guest.
    package static func examine() async throws -> [DoctorCheck] {
        checks(
            Input(
                facts: try await HostFacts.read(), tools: try await InstalledTool.find(),
                kataFiles: KataCheck.present(),
                leftovers: try Leftovers.find().map(\.text)))
    }

    /// Judges what was found, in the order that `doctor` prints. Pure.
    package static func checks(_ input: Input) -> [DoctorCheck] {
        RootCheck.checks(input) + CapabilityCheck.checks(input) + LimitCheck.checks(input) + SpaceCheck.checks(input)
            + CgroupCheck.checks(input) + ViewCheck.checks(input) + ToolCheck.checks(input) + KVMCheck.checks(input)
            + KataCheck.checks(input) + LeftoversCheck.checks(input)
    }
}
