import Drivers
import Host
import Kata
import Linux
import Recordings
import Synchronization

/// Looks at the first sandbox of a trial: its state folders, processes, groups, network, and what only the host's devices tell.
///
/// Reading all of /proc takes most of it; nothing is asked of the shim.
final class KataObserver: Observer {
    /// What the observer has to know of a trial, and what of the host is looked at.
    struct Place: Sendable {
        var subject: SightSubject
        /// The file of the pod's network namespace; nil where the trial has none of its own.
        var network: String?
        /// What stands before `/run`, `/sys`; empty for the host.
        var root: String
        /// Whether no other lane runs.
        var isAlone: @Sendable () -> Bool
        /// The pids of containerd, where one runs for the trial.
        var daemons: @Sendable () -> Set<Int32>
        /// Whether a guest could take a number over vsock.
        var isFree: @Sendable (UInt32) throws -> Bool

        init(
            of subject: SightSubject, network: String? = nil, root: String = "",
            isAlone: @escaping @Sendable () -> Bool = { true }, daemons: @escaping @Sendable () -> Set<Int32> = { [] },
            isFree: @escaping @Sendable (UInt32) throws -> Bool = VsockNumbers.isFree
        ) {
            self.subject = subject
            self.network = network
            self.root = root
            self.isAlone = isAlone
            self.daemons = daemons
            self.isFree = isFree
        }
    }

    private let place: Place
    /// The numbers by which the sandbox's guest was called, once it ran.
    private let numbers = Mutex<Set<UInt32>?>(nil)

    init(_ place: Place) {
        self.place = place
    }

    func look(at moment: SightRecord.Moment) -> SightRecord {
        var sight = SandboxSight(of: place.subject)
        lookAtNetwork(&sight, moment)
        if moment == .steady {
            lookAtSandbox(&sight)
        } else {
            lookAtHost(&sight, moment)
        }
        var bytes = sight.bytes
        if bytes.count > SightRecord.byteLimit {
            // Half of it would differ from another half.
            let why = "there was more of it than is kept"
            let all = SandboxSight.Aspect.allCases.map(\.rawValue) + LeakItem.onlyBySight.map(\.rawValue)
            bytes =
                SandboxSight(of: place.subject, unseen: Dictionary(uniqueKeysWithValues: all.map { ($0, why) })).bytes
        }
        return SightRecord(observer: "kata", moment: moment, document: RawBytes(bytes))
    }

    // MARK: The sandbox as it runs

    private func lookAtSandbox(_ sight: inout SandboxSight) {
        sight.listing.paths = StateFolders.list(of: place.subject.sandbox, root: place.root)
        do {
            let own = sight.own(among: try ProcessSight.all())
            sight.listing.processes = own.members.map(\.process)
            sight.seats = ProcessSight.seats(of: own)
            let told = own.all(.vmm).flatMap(\.arguments).flatMap(Self.guestNumbers)
            numbers.withLock { $0 = Set(told) }
        } catch {
            for aspect in [SandboxSight.Aspect.processes, .cgroups] { sight.unseen[aspect.rawValue] = "\(error)" }
        }
    }

    /// `guest-cid=77` of QEMU's `vhost-vsock-pci`; other monitors go over a unix socket.
    private static func guestNumbers(_ argument: String) -> [UInt32] {
        argument.split(separator: ",").compactMap { part in
            part.hasPrefix("guest-cid=") ? UInt32(part.dropFirst("guest-cid=".count)) : nil
        }
    }

    // MARK: The pod's network

    private func lookAtNetwork(_ sight: inout SandboxSight, _ moment: SightRecord.Moment) {
        guard let file = place.network else {
            let why = "the trial has no network namespace of its own"
            sight.unseen["network"] = why
            sight.unseen[LeakItem.chains.rawValue] = why
            return
        }
        do {
            let namespace = try Namespace(.network, at: file)
            defer { namespace.descriptor.close() }
            sight.network = try NetworkSight.links(in: namespace)
            guard moment != .steady else { return }
            do {
                sight.listing.chains = try Network.chains(in: namespace)
            } catch {
                sight.unseen[LeakItem.chains.rawValue] = "\(error)"
            }
        } catch {
            sight.unseen["network"] = "\(error)"
            sight.unseen[LeakItem.chains.rawValue] = "\(error)"
        }
    }

    // MARK: What nobody owns

    private func lookAtHost(_ sight: inout SandboxSight, _ moment: SightRecord.Moment) {
        if place.isAlone() {
            sight.listing.drivers = DeviceSight.drivers(root: place.root)
            sight.listing.free = DeviceSight.freePages(root: place.root)
            if sight.listing.drivers == nil { sight.unseen[LeakItem.vfio.rawValue] = "this host has no PCI bus" }
        } else {
            sight.unseen[LeakItem.vfio.rawValue] = "other lanes ran beside it, and nobody owns a device"
        }
        let daemons = place.daemons()
        if daemons.isEmpty {
            sight.unseen[LeakItem.descriptors.rawValue] = "no containerd runs in a trial of this driver"
        } else {
            sight.listing.containerd = DeviceSight.descriptors(of: daemons)
        }
        lookAtNumbers(&sight, moment)
    }

    private func lookAtNumbers(_ sight: inout SandboxSight, _ moment: SightRecord.Moment) {
        guard moment == .after else {
            sight.listing.contextIDs = []
            return
        }
        guard let numbers = numbers.withLock({ $0 }) else {
            sight.unseen[LeakItem.contextID.rawValue] = "nobody looked while the sandbox ran"
            return
        }
        do {
            sight.listing.contextIDs = try numbers.sorted().filter { try !place.isFree($0) }
        } catch {
            sight.unseen[LeakItem.contextID.rawValue] = "\(error)"
        }
    }
}
