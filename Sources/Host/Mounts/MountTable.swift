/// All mounts of one mount namespace, in the kernel's order: a mount comes after what it is mounted on.
package struct MountTable: Hashable, Sendable {
    package var mounts: [Mount]

    package init(mounts: [Mount]) {
        self.mounts = mounts
    }

    /// Reads the text of a mountinfo file; lines that aren't mounts are left out.
    package init(mountinfo: some Collection<UInt8>) {
        mounts = mountinfo.split(separator: UInt8(ascii: "\n")).compactMap { Mount(line: $0) }
    }

    /// The mount that a path leads into, walking as the kernel does; nil for an empty table.
    ///
    /// What lies under another mount is in the table too, but no path leads there.
    package func mount(at path: String) -> Mount? {
        let ids = Set(mounts.map(\.id))
        guard var here = mounts.last(where: { $0.point == "/" && !ids.contains($0.parent) || $0.parent == $0.id })
        else { return nil }
        // Each turn goes one mount up the stack, so a table of n mounts can't take more than n: no endless loop.
        for _ in mounts {
            var next: Mount?
            for child in mounts where child.parent == here.id && child.id != here.id && child.covers(path) {
                if child.point.utf8.count <= next?.point.utf8.count ?? .max { next = child }
            }
            guard let next else { break }
            here = next
        }
        return here
    }

    /// The mounts that paths lead to: those not hidden under others.
    package var visible: [Mount] { mounts.filter { mount(at: $0.point)?.id == $0.id } }
}

extension Mount {
    /// Whether a path is this mount's point or lies below it.
    package func covers(_ path: String) -> Bool { path.isAtOrBelow(point) }
}
