import Drivers
import Linux
import Matrices
import Scenarios

extension TrialSetting {
    /// Gives the contender, and what an upgrade puts in its place, the configurations that are not their own files: with the
    /// keys that the scenario sets, the agent's log let out, or as the cell's setup has them.
    ///
    /// They lie in the trial's folder: that they bear another path than the contender's own says nothing by that.
    mutating func writeConfigurations() throws {
        let keys = scenario.given.config
        guard !keys.isEmpty || contender.rewritten != nil || contender.agentLog == true else { return }
        if !keys.isEmpty || contender.agentLog == true, var next = contender.next, next.config != nil {
            var successor = contender
            successor.release = next.release
            successor.config = next.config
            successor.rewritten = nil
            next.config = try write(successor, keys, "configuration-next.toml")
            contender.next = next
        }
        contender.config = try write(contender, keys, "configuration.toml")
        contender.rewritten = nil
    }

    private func write(_ contender: Contender, _ keys: [String: String], _ name: String) throws -> String {
        let path = "\(folder)/\(name)"
        try Files.write(path, family.configuration(of: contender, setting: keys))
        return path
    }
}
