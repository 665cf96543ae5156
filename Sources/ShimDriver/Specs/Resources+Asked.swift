import OCI
import Scenarios

extension Spec.Resources {
    /// These limits with what a scenario asks for; what it does not state stays.
    func asked(_ limits: ResourceSpec) -> Spec.Resources {
        var asked = self
        if limits.memory != nil || limits.swap != nil || limits.reservation != nil {
            var memory = asked.memory ?? Spec.Memory()
            memory.limit = limits.memory ?? memory.limit
            memory.swap = limits.swap ?? memory.swap
            memory.reservation = limits.reservation ?? memory.reservation
            asked.memory = memory
        }
        if let pids = limits.pids { asked.pids = Spec.Pids(limit: pids) }
        if limits.shares != nil || limits.quota != nil || limits.period != nil || limits.cpus != nil {
            var cpu = asked.cpu ?? Spec.CPU()
            cpu.shares = limits.shares ?? cpu.shares
            cpu.quota = limits.quota ?? cpu.quota
            cpu.period = limits.period ?? cpu.period
            cpu.cpus = limits.cpus ?? cpu.cpus
            asked.cpu = cpu
        }
        return asked
    }
}
