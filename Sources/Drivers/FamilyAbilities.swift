import Facets
package import Scenarios

/// What a family has names for, beside the calls that every shim serves.
package struct FamilyAbilities: Sendable, Hashable {
    /// What plays a part in a trial and can be made to fail: `shim`, `runtime`, `vmm`.
    package var roles: Set<String>
    /// What can be asked by HTTP.
    package var endpoints: Set<String>
    /// Keys of its configuration that a scenario can set.
    package var configurationKeys: Set<String>
    /// What can be put in the place of what runs.
    package var upgrades: Set<UpgradedPart>
    /// How a root file system can come to its shims.
    package var rootfsForms: Set<RootfsSpec.Form>
    /// Whether it runs containers in a virtual machine.
    package var virtualMachine: VirtualMachine?
    /// Whether a guest without a VM can be put behind its shims; whether there is one is the contender's.
    package var hasStandin: Bool

    package init(
        roles: Set<String> = [], endpoints: Set<String> = [], configurationKeys: Set<String> = [],
        upgrades: Set<UpgradedPart> = [], rootfsForms: Set<RootfsSpec.Form> = Set(RootfsSpec.Form.allCases),
        virtualMachine: VirtualMachine? = nil, hasStandin: Bool = false
    ) {
        self.roles = roles
        self.endpoints = endpoints
        self.configurationKeys = configurationKeys
        self.upgrades = upgrades
        self.rootfsForms = rootfsForms
        self.virtualMachine = virtualMachine
        self.hasStandin = hasStandin
    }

    /// What it means that containers run in a virtual machine.
    package struct VirtualMachine: Sendable, Hashable {
        /// The role that the pid of a container stands for: the machine's monitor.
        package var monitor: String
        /// Whether a monitor or a daemon may be no child of the shim's, but of who took it over.
        package var detaches: Bool
        /// Whether its shims wait for a link in a network namespace that has none, so that every start is slow.
        package var awaitsLink: Bool

        package init(monitor: String, detaches: Bool, awaitsLink: Bool) {
            self.monitor = monitor
            self.detaches = detaches
            self.awaitsLink = awaitsLink
        }
    }

    /// What a scenario names that the family hasn't, in words; empty when it has all.
    package func obstacles(to scenario: Scenario) -> [String] {
        var missing: [String] = []
        func need(_ has: Bool, _ what: @autoclosure () -> String) {
            if !has, !missing.contains(what()) { missing.append(what()) }
        }
        for action in scenario.allSteps.map(\.action) {
            switch action {
            case .crash(let role, _): need(roles.contains(role), "it has no \(role) to crash")
            case .http(let request):
                need(endpoints.contains(request.endpoint), "it has no endpoint \(request.endpoint)")
            case .upgrade(let part): need(upgrades.contains(part), "its \(part.rawValue) can't be upgraded")
            default: break
            }
        }
        need(scenario.given.guest == nil || hasStandin, "no stand-in guest can be put behind it")
        for key in scenario.given.config.keys.sorted() {
            need(configurationKeys.contains(key), "its configuration has no key \(key)")
        }
        for container in scenario.containers {
            let form = container.rootfs.form
            need(rootfsForms.contains(form), "it takes no root file system as \(form.rawValue)")
        }
        return missing
    }
}

extension Scenario {
    /// Every step that does something, taken out of `concurrently` and `repeat`, in the order of the file.
    package var allSteps: [Step] { steps.flatMap(\.leaves) }
}

extension Step {
    /// The steps that do something: itself, or those that it holds.
    package var leaves: [Step] {
        switch action {
        case .concurrently(let branches): branches.flatMap { $0.flatMap(\.leaves) }
        case .repeat(_, let inner): inner.flatMap(\.leaves)
        default: [self]
        }
    }

    /// Whether it demands to run out of time: then its doing so is no reason to end the trial.
    ///
    /// - Parameter driver: Whose expectations count, where the contract differs.
    package func demandsTimeout(under driver: String) -> Bool {
        let demands = under.first { $0.driver == driver }?.expect ?? expect
        return demands.contains { demand in
            demand.path.components == ["error"] && demand.matcher.allowsTimeout
        }
    }
}

extension Matcher {
    fileprivate var allowsTimeout: Bool {
        switch self {
        case .scalar(let text): text == "timeout"
        case .oneOf(let matchers): matchers.contains(where: \.allowsTimeout)
        default: false
        }
    }
}
