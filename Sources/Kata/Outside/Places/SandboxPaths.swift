internal import Facets

/// Where a sandbox leaves traces in the host's file system: state folders, sockets, the files that its guest shares.
package struct SandboxPaths: Sendable, Hashable {
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case state, runtime, share, jail, socket, record
    }

    package struct Place: Sendable, Hashable, Comparable {
        package var kind: Kind
        /// Absolute.
        package var path: String
        /// What it is there for.
        package var purpose: String
        /// Whether it is there while the sandbox runs, or only sometimes.
        package var isSure: Bool

        package static func < (a: Place, b: Place) -> Bool { a.path < b.path }
    }

    package var release: ShimRelease
    package var hypervisor: KataHypervisor
    package var sandbox: String
    /// What stands before every path: empty, or a private root; of a rootless VMM `/run/user/UID`.
    package var root: String

    package init(of sandbox: String, _ release: ShimRelease, _ hypervisor: KataHypervisor, root: String = "") {
        self.release = release
        self.hypervisor = hypervisor
        self.sandbox = sandbox
        self.root = root
    }

    /// Every place, by path.
    package var all: [Place] { ((release.language == .go ? go : rust) + shared).sorted() }

    /// The folders that must be gone with the sandbox, whichever of the two shims had it.
    package static func folders(of sandbox: String, root: String = "") -> [String] {
        [
            "/run/vc/sbs/", "/run/vc/vm/", "/run/vc/firecracker/", "/run/kata/", "/run/kata/firecracker/",
            "/run/kata-containers/shared/sandboxes/",
        ].map { root + $0 + sandbox }
    }

    private func place(_ kind: Kind, _ path: String, _ purpose: String, isSure: Bool = true) -> Place {
        Place(kind: kind, path: root + path, purpose: purpose, isSure: isSure)
    }

    private var go: [Place] {
        let state = "/run/vc/sbs/\(sandbox)"
        let vm = "/run/vc/vm/\(sandbox)"
        var places = [
            place(.state, state, "the sandbox's state"), place(.record, "\(state)/persist.json", "what delete reads"),
            place(.socket, "\(state)/shim-monitor.sock", "management"), place(.runtime, vm, "the VM's files"),
        ]
        switch hypervisor {
        case .qemu:
            places += [
                place(.record, "\(vm)/pid", "QEMU's pid"), place(.socket, "\(vm)/qmp.sock", "QMP"),
                place(.socket, "\(vm)/extra-monitor.sock", "a second monitor", isSure: false),
                place(.socket, "\(vm)/console.sock", "the guest's console"),
                place(.socket, "\(vm)/vhost-fs.sock", "virtiofsd", isSure: false),
            ]
        case .clh:
            places += [
                place(.socket, "\(vm)/clh-api.sock", "Cloud Hypervisor's API"),
                place(.socket, "\(vm)/clh.sock", "the agent"),
                place(.socket, "\(vm)/vhost-fs.sock", "virtiofsd", isSure: false),
            ]
        case .firecracker: places.append(place(.jail, "/run/vc/firecracker/\(sandbox)", "Firecracker's jail"))
        default: break
        }
        return places
    }

    private var rust: [Place] {
        let state = "/run/kata/\(sandbox)"
        var places = [
            place(.state, state, "the sandbox's state"), place(.record, "\(state)/state.json", "what delete reads"),
        ]
        // 3.0.0 had no such endpoint.
        if let first = KataVersion("3.0.0"), first < release.version {
            places.append(place(.socket, "\(state)/shim-monitor.sock", "management"))
        }
        switch hypervisor {
        case .qemu:
            places += [
                place(.runtime, "\(state)/root", "the VM's files"), place(.socket, "\(state)/root/qmp.sock", "QMP"),
                place(.socket, "\(state)/root/debug-monitor.sock", "a second monitor", isSure: false),
                place(.socket, "\(state)/root/console.sock", "the guest's console", isSure: false),
            ]
        case .clh:
            places += [
                place(.socket, "\(state)/ch-api.sock", "Cloud Hypervisor's API"),
                place(.socket, "\(state)/ch-vm.sock", "the agent"),
            ]
        case .firecracker:
            places += [
                place(.socket, "\(state)/fc.sock", "Firecracker's API", isSure: false),
                place(.socket, "\(state)/kata.hvsock", "the agent", isSure: false),
                place(.jail, "/run/kata/firecracker/\(sandbox)", "Firecracker's jail", isSure: false),
            ]
        case .openvmm:
            places += ["openvmm.sock", "serial.sock", "vsock.sock"].map { name in
                place(.socket, "\(state)/\(name)", name.replacing(".sock", with: ""))
            }
        default: break
        }
        return places
    }

    private var shared: [Place] {
        // Neither shares files with its guest from this host.
        guard hypervisor != .remote, hypervisor != .firecracker else { return [] }
        let share = "/run/kata-containers/shared/sandboxes/\(sandbox)"
        let names = release.language == .go ? ["mounts", "shared", "private"] : ["rw", "ro"]
        return [place(.share, share, "what the guest shares", isSure: false)]
            + names.map { place(.share, "\(share)/\($0)", "what the guest shares", isSure: false) }
    }
}

extension SandboxPaths {
    /// How a listing of absolute paths differs from what is expected while the sandbox runs, in words.
    ///
    /// A path of the other shim's is told too: two shims that write for one sandbox are one too many.
    package func differences(in listing: some Sequence<String>) -> [String] {
        let seen = Set(listing)
        let expected = all
        let missing = expected.filter { $0.isSure && !seen.contains($0.path) }.map { "no \($0.path): \($0.purpose)" }
        let own = Set(expected.map(\.path))
        let foreign = Self.folders(of: sandbox, root: root).filter { seen.contains($0) && !own.contains($0) }
            .map { "\($0): not this shim's" }
        return missing + foreign
    }

    /// The socket that a shim serves for a sandbox, absolute. Source: facts on files and sockets.
    ///
    /// The Go shim cleans the joined path before it digests it, the Rust shim does not, and they write the digest in
    /// small and capital letters: after a change of the program each looks where the other is not.
    package static func socket(
        of language: ShimLanguage, address: String, namespace: String, sandbox: String
    ) -> String {
        let joined = [address, namespace, sandbox].joined(separator: "/")
        let text = language == .go ? cleaned(joined) : joined
        let digits = SHA256.digest(of: Array(text.utf8)).map { byte in
            let digits = String(byte, radix: 16, uppercase: language == .rust)
            return digits.utf8.count == 1 ? "0\(digits)" : digits
        }
        return "/run/containerd/s/\(digits.joined())"
    }

    /// As Go's `filepath.Join` leaves a path: no empty part, no `.`, `..` taken back.
    static func cleaned(_ path: String) -> String {
        var parts: [Substring] = []
        let isAbsolute = path.hasPrefix("/")
        for part in path.split(separator: "/") where part != "." {
            if part != ".." {
                parts.append(part)
            } else if let last = parts.last, last != ".." {
                parts.removeLast()
            } else if !isAbsolute {
                parts.append(part)
            }
        }
        let text = parts.joined(separator: "/")
        return isAbsolute ? "/\(text)" : text.isEmpty ? "." : text
    }
}
