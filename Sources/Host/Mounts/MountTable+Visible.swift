package import Linux

extension MountTable {
    /// The mount that a path leads into, walking as the kernel does; nil for an empty table.
    ///
    /// What lies under another mount is in the table too, but no path leads there.
    package func mount(at path: String) -> MountEntry? {
        let ids = Set(entries.map(\.id))
        guard var here = entries.last(where: { $0.target == "/" && (!ids.contains($0.parent) || $0.parent == $0.id) })
        else { return nil }
        // Each turn goes one mount up the stack, so a table of n mounts can't take more than n: no endless loop.
        for _ in entries {
            var next: MountEntry?
            for child in entries where child.parent == here.id && child.id != here.id {
                guard path.isAtOrBelow(child.target) else { continue }
                if child.target.utf8.count <= next?.target.utf8.count ?? .max { next = child }
            }
            guard let next else { break }
            here = next
        }
        return here
    }

    /// The mounts that paths lead to: those not hidden under others.
    package var visible: [MountEntry] { entries.filter { mount(at: $0.target)?.id == $0.id } }
}
