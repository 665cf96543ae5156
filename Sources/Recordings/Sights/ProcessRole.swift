/// What a process is in a trial, as text: `shim:main`, `workload:main.cat`, `inside:main`, `helper:runc`.
///
/// The names that were bound tell shims and workloads (`pid:main` stands for `workload:main`) and whatever else has one
/// (`vmm:main`). Of those without a name, descendants of a workload are `inside` it; the rest are helpers by command.
package enum ProcessRole {
    /// What the name of an understudy's daemon begins with; it is Kumite's own, beside the shim that it stands before.
    package static let understudy = "understudy:"

    /// A process as far as its role goes.
    package struct Seat: Sendable, Hashable {
        package var pid: Int32
        package var parent: Int32
        package var command: String

        package init(pid: Int32, parent: Int32, command: String) {
            self.pid = pid
            self.parent = parent
            self.command = command
        }
    }

    /// The role that a bound name of a pid stands for.
    package static func role(ofName name: String) -> String {
        name.hasPrefix("pid:") ? "workload:" + name.dropFirst("pid:".count) : name
    }

    /// The roles of processes, by pid.
    package static func roles(of seats: [Seat], names: [Int32: String]) -> [Int32: String] {
        let byPid = Dictionary(seats.map { ($0.pid, $0) }) { first, _ in first }
        var roles: [Int32: String] = [:]
        for seat in seats {
            if let name = names[seat.pid] {
                roles[seat.pid] = role(ofName: name)
                continue
            }
            let workload = workload(above: seat, byPid, names)
            roles[seat.pid] = workload.map { "inside:\($0)" } ?? "helper:\(seat.command)"
        }
        return roles
    }

    /// The workload that a process descends from; nil when the nearest with a name is none.
    private static func workload(above seat: Seat, _ byPid: [Int32: Seat], _ names: [Int32: String]) -> String? {
        var parent = seat.parent
        // Processes come and go while they are read: there could be a circle.
        for _ in byPid {
            if let name = names[parent] {
                return name.hasPrefix("pid:") ? String(name.dropFirst("pid:".count)) : nil
            }
            guard let above = byPid[parent], above.parent != parent else { return nil }
            parent = above.parent
        }
        return nil
    }
}
