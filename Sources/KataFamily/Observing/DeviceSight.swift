import Linux

/// What of the host nobody owns and a sandbox can keep: devices, huge pages, a daemon's descriptors.
enum DeviceSight {
    private static let most = 4096

    /// The driver of each PCI device; nil on a host without such a bus. A device without one has none here.
    static func drivers(root: String) -> [String: String]? {
        let folder = "\(root)/sys/bus/pci/devices"
        guard let names = try? Directory(folder).names(limit: most) else { return nil }
        var drivers: [String: String] = [:]
        for name in names {
            let device = String(decoding: name, as: UTF8.self)
            guard let link = try? Files.readLink("\(folder)/\(device)/driver") else { continue }
            drivers[device] = link.split(separator: "/").last.map(String.init) ?? ""
        }
        return drivers
    }

    /// How many huge pages of each size are free, in bytes.
    static func freePages(root: String) -> [String: UInt64] {
        let folder = "\(root)/sys/kernel/mm/hugepages"
        var free: [String: UInt64] = [:]
        for name in (try? Directory(folder).names(limit: 64)) ?? [] {
            let size = String(decoding: name, as: UTF8.self)
            guard let kibibytes = UInt64(size.dropFirst("hugepages-".count).prefix { $0.isNumber }),
                let text = try? Files.read("\(folder)/\(size)/free_hugepages", limit: 64),
                let count = UInt64(String(decoding: text.bytes.prefix { (0x30...0x39).contains($0) }, as: UTF8.self))
            else { continue }
            free[size] = count.multipliedReportingOverflow(by: kibibytes << 10).partialValue
        }
        return free
    }

    /// What processes hold open together: `descriptors`, and of them `inotify`.
    static func descriptors(of pids: Set<Int32>) -> [String: Int] {
        var counts = ["descriptors": 0, "inotify": 0]
        for pid in pids {
            let folder = "/proc/\(pid)/fd"
            for name in (try? Directory(folder).names(limit: 65_536)) ?? [] {
                counts["descriptors", default: 0] += 1
                let target = try? Files.readLink("\(folder)/\(String(decoding: name, as: UTF8.self))")
                if target == "anon_inode:inotify" { counts["inotify", default: 0] += 1 }
            }
        }
        return counts
    }
}
