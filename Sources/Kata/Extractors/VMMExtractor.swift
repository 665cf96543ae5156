import Facets
package import Recordings

/// QEMU's command line by meaning, where a look at the trial's processes saw it: `host/qemu/…`.
package struct VMMExtractor: Extractor {
    package let name = "kata-vmm"

    package init() {}

    package func extract(from recording: Recording, into derived: inout Derived) {
        guard let process = Self.vmm(in: recording) else { return }
        let path = FacetPath("host", "qemu")
        // By meaning is how they are compared; as a list every order and id would be a difference.
        for place in derived.facets.states.keys where Self.isArguments(place) { derived.facets[place] = nil }
        // Half a command line would differ from another half.
        guard process.arguments.last != "…" else {
            derived.facets[path] = .hidden("its command line is longer than what is kept of one")
            return
        }
        let names = NamesInPlace(recording)
        let arguments = QEMUArguments(process.arguments)
        derived.facets[path] = .seen(.bag(of: arguments.options.map { .text($0.name) }))
        for facet in arguments.facets(below: path, { names.value($0) }) { derived.facets[facet.path] = facet.state }
        for facet in arguments.roles(below: path.appending("as"), { names.value($0) }) {
            derived.facets[facet.path] = facet.state
        }
    }

    /// Whether a path is that of a VMM's arguments as they stood: `host/posture/vmm:main/arguments`.
    private static func isArguments(_ path: FacetPath) -> Bool {
        path.components.last == "arguments" && path.components.dropLast().last?.hasPrefix("vmm:") == true
    }

    /// The first QEMU that a look saw.
    private static func vmm(in recording: Recording) -> Posture? {
        for observation in recording.observations {
            guard case .posture(let look) = observation.what else { continue }
            let found = look.processes.first { process in
                let host = HostProcess(
                    pid: process.pid, parent: 0, command: process.command, arguments: process.arguments)
                return host.program.hasPrefix("qemu-system-") || host.program == "qemu-kvm"
            }
            if let found { return found }
        }
        return nil
    }
}
