/// A hypervisor as Kata's configuration names it: `[hypervisor.clh]`.
package enum KataHypervisor: String, Sendable, Hashable, CaseIterable {
    case qemu, clh, firecracker, dragonball, stratovirt, remote, openvmm, acrn

    /// Reads the names that tables, files and people have for it; nil for any other.
    package init?(named name: String) {
        switch name.lowercased() {
        case "cloud-hypervisor", "cloudhypervisor", "ch": self = .clh
        case "fc", "rs-fc": self = .firecracker
        case "db": self = .dragonball
        case let other:
            guard let found = Self(rawValue: other) else { return nil }
            self = found
        }
    }

    /// The first release of a shim that drives it, and the last; nil for one that never did. Source: facts on hypervisors
    /// by release, which were read at 3.0.0, 3.15.0 and 4.1.0: what changed in between is told by the release read first.
    package func releases(of language: ShimLanguage) -> (first: String, last: String?)? {
        switch (self, language) {
        case (.qemu, .go), (.clh, .go), (.firecracker, .go): ("2.0.0", nil)
        case (.qemu, .rust), (.clh, .rust), (.firecracker, .rust), (.stratovirt, .go): ("3.15.0", nil)
        case (.remote, .go): ("3.3.0", nil)
        case (.remote, .rust): ("3.11.0", nil)
        case (.dragonball, .rust): ("3.0.0", nil)
        case (.openvmm, .rust): ("4.1.0", nil)
        case (.acrn, .go): ("2.0.0", "3.0.0")
        default: nil
        }
    }

    /// Whether a shim drives it; nil where no release near enough was read.
    package func isDriven(by release: ShimRelease) -> Bool? {
        guard let range = releases(of: release.language), let first = KataVersion(range.first) else { return false }
        if let last = range.last.flatMap(KataVersion.init), last < release.version {
            return KataVersion("3.15.0").map { release.version < $0 } == true ? nil : false
        }
        guard release.version < first else { return true }
        // Between 3.0.0, where it was not there, and the release at which it was seen first, nobody looked.
        return KataVersion("3.0.0").map { $0 < release.version } == true ? nil : false
    }
}
