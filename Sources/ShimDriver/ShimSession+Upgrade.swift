import Drivers
import Glibc
import Linux
import Matrices
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf
import TTRPC

extension ShimSession {
    /// Puts the contender's `next` in place under what runs; itself, if it names none: then only the swap is tried.
    func upgrade(_ part: UpgradedPart, _ context: StepContext) async -> StepResult {
        let next = setting.contender.next ?? Successor(setting.contender)
        switch part {
        case .shim:
            do {
                try setting.installShim(next.shim)
            } catch {
                recordFailure("putting in place", next.shim, "\(error)", context)
                return StepResult(.done, succeeded: false)
            }
            // A shim that runs keeps its files; what is started from now on is the new one.
            contender.shim = next.shim
            contender.runtime = next.runtime
            contender.config = next.config
            contender.release = next.release
            recorder.record(.mark("upgraded:shim"), at: Stamp.now.nanoseconds, step: context.reference)
            return StepResult(.done, succeeded: true)
        case .containerd: return await upgradeDaemon(to: next, context)
        case .configuration, .guest:
            return StepResult(.unsupported("this family has no \(part.rawValue) of its own"), succeeded: false)
        }
    }

    /// Tells if a shim uses another configuration than the one that it was told: then nothing of the trial counts.
    ///
    /// Asked when its first task was made, while its state is there, and at the end, when its log has come.
    func checkConfiguration(of container: String, _ context: StepContext?) {
        guard contender.config != nil, contender.config == setting.contender.config else { return }
        let log = logs[container]?.beginning ?? []
        let task = setting.identifier(of: container)
        guard let why = setting.family.foreignConfiguration(of: contender, task: task, log: log) else { return }
        recordFailure("giving its configuration to", "the shim of \(container)", why, context)
    }

    /// Goes on as another containerd: everything is connected to anew, as at its start, by what lies in the bundles.
    private func upgradeDaemon(to next: Successor, _ context: StepContext) async -> StepResult {
        if let speaks = next.speaks.flatMap(ImitatedDaemon.init(rawValue:)) { daemon = speaks }
        do {
            try await endpoint.restart()
        } catch {
            recordFailure("starting again", "the event endpoint", "\(error)", context)
            return StepResult(.done, succeeded: false)
        }
        recorder.record(.mark("upgraded:containerd"), at: Stamp.now.nanoseconds, step: context.reference)
        var anew: [String: ShimConnection] = [:]
        for container in attached {
            guard let old = shims[container] else { continue }
            old.client.close()
            if !retired.contains(where: { $0 === old }) { retired.append(old) }
            guard let answer = storedAnswer(of: container) else {
                giveUp("the bundle of \(container) does not tell how to reach its shim", context)
                return StepResult(.done, succeeded: false)
            }
            if let shared = anew[answer.socket] {
                shims[container] = shared
            } else if let made = link(to: answer, process: old.process, context) {
                anew[answer.socket] = made
                shims[container] = made
            } else {
                return StepResult(.done, succeeded: false)
            }
        }
        var all = true
        for container in existing {
            guard let shim = shims[container] else { continue }
            let id = setting.identifier(of: container)
            let connected = await call("Connect", ConnectRequest.with { $0.id = id }, on: shim, context)
            let state = await call("State", StateRequest.with { $0.id = id }, on: shim, context)
            for record in [connected, state] {
                if case .timedOut = record.outcome { return context.hung }
                if case .answered = record.outcome { continue }
                all = false
            }
        }
        return StepResult(.done, succeeded: all)
    }

    /// How to reach a container's shim, as a containerd reads it at its start: from 1.7 on first what containerd itself
    /// has written, before that, and where there is nothing else, what the shim has.
    private func storedAnswer(of container: String) -> StartAnswer? {
        let bundle = setting.bundle(of: container)
        let names = daemon.writesBootstrapFile ? ["bootstrap.json", "address"] : ["address"]
        for name in names {
            guard let bytes = try? Files.read("\(bundle)/\(name)", limit: StartAnswer.limit).bytes else { continue }
            return try? StartAnswer.read(bytes).get()
        }
        return nil
    }
}

extension TrialSetting {
    /// Whether a step puts something in the contender's place.
    var isUpgraded: Bool {
        scenario.allSteps.contains { step in
            if case .upgrade = step.action { true } else { false }
        }
    }

    /// Where the shim is started from in a trial with an upgrade: a path that stays when its bits change.
    var installedShim: String {
        "\(folder)/bin/\(contender.shim.split(separator: "/").last.map(String.init) ?? "shim")"
    }

    /// Puts a shim at that path, in one step if one is there already.
    func installShim(_ path: String) throws {
        let folder = "\(folder)/bin"
        if !Files.exists(folder) { try Files.makeDirectory(folder) }
        let new = "\(folder)/.new"
        try Files.makeLink(new, to: path)
        guard rename(new, installedShim) == 0 else {
            throw LinuxError(doing: "rename", to: new, errno: errno)
        }
    }
}
