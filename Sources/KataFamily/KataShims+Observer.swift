package import Drivers
import Host
import Kata
package import Matrices
package import Scenarios

extension KataShims {
    package func observer(of setting: TrialSetting) -> (any Observer)? {
        let isPod = setting.scenario.given.pod != nil
        guard let first = isPod ? PodSpec.sandbox : setting.scenario.containers.first?.name else { return nil }
        let (claims, host) = (setting.claims, setting.observer)
        return KataObserver(
            KataObserver.Place(
                of: subject(of: setting, first: first),
                network: claims.networkNamespaces.first.map { "\(NamedNamespace.folder)/\($0)" },
                isAlone: { host?.isAlone ?? false }, daemons: { claims.pids(of: "containerd") }))
    }

    /// Firecracker shares no files with its guest (facts 8.1): whatever comes as a folder must be a block device there.
    package func rootfs(_ asked: RootfsSpec, for contender: Contender) -> RootfsSpec {
        guard [.folder, .bind, .overlay].contains(asked.form), asked.content != .missing, contender.config != nil,
            let files = try? configuration(of: contender),
            KataHypervisor(named: ConfigurationText(files.documents).hypervisor) == .firecracker
        else { return asked }
        var block = asked
        block.form = .block
        return block
    }

    private func subject(of setting: TrialSetting, first: String) -> SightSubject {
        let contender = setting.contender
        var subject = SightSubject(
            release: contender.kata?.description, hypervisor: "", sandbox: setting.identifier(of: first),
            containers: setting.scenario.containers.map { setting.identifier(of: $0.name) },
            programs: [contender.shim: .shim], cgroupsPath: "\(setting.cgroup)/\(first)")
        subject.isReplaced = setting.scenario.allSteps.contains { step in
            if case .upgrade = step.action { true } else { false }
        }
        if let layout = try? CgroupLayout.current() { subject.cgroupVersion = layout.kind == .unified ? 2 : 1 }
        guard contender.config != nil, let files = try? configuration(of: contender) else { return subject }
        let text = ConfigurationText(files.documents)
        subject.hypervisor = text.hypervisor
        for part in files.facts.parts {
            guard let role = SandboxRole(rawValue: part.role) else { continue }
            subject.programs[part.path] = role
        }
        func value(_ section: String, _ key: String) -> String? {
            guard case .text(let value)? = text.value(of: KeyPlace(section, key)), !value.isEmpty else { return nil }
            return value
        }
        func isOn(_ key: String) -> Bool { text.value(of: KeyPlace("runtime", key)) == .flag(true) }
        subject.sharing = value("hypervisor", "shared_fs")
        subject.networkModel = value("runtime", "internetworking_model")
        subject.hasOneCgroup = isOn("sandbox_cgroup_only")
        let annotation = setting.scenario.given.pod?.annotations["io.katacontainers.config.runtime.enable_pprof"]
        subject.hasProfiling = annotation.map { $0 == "true" } ?? isOn("enable_pprof")
        return subject
    }
}
