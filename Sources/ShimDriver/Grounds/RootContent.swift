import Drivers
import Facets
import Glibc
import Host
import Linux
import OCI
import Scenarios

/// What a root file system holds.
enum RootContent {
    /// Puts content into an empty folder; beside what is asked for the probe is there too, unless something has its name.
    ///
    /// - Parameter isMapped: Whether it is handed over to a user namespace.
    static func put(
        _ content: RootfsSpec.Content, into folder: String, _ setting: TrialSetting, isMapped: Bool,
        until deadline: Stamp
    ) async throws {
        switch content {
        case .probe, .missing: break
        case .folder(let source):
            try await BlockImage.run(
                [BlockImage.program("cp") ?? "cp", "-a", "\(source)/.", folder], until: deadline)
        case .image(let layout, let tag):
            let image = try ImageLayout.read(layout, tag: tag) { SHA256.digest(of: $0).hexadecimal }
            var unpacking = ImageUnpacking(folder: folder, deadline: deadline)
            for layer in image.layers { try await unpacking.unpack(layer) }
        }
        let probe = "\(folder)/probe"
        // A link would hand the trials' one probe over; a copy also where the file systems differ.
        if !Files.exists(probe), isMapped || link(setting.probe, probe) != 0 {
            try Files.copy(setting.probe, to: probe, mode: 0o755)
        }
        if isMapped { try OwnerShift.shift(folder, by: Spec.firstMapped) }
    }
}
