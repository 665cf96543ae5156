import Host
import Linux
import Matrices

/// The mount operations that make a cell's view.
enum ViewOperations {
    /// - Throws: A `RunError` when this host can't give the view.
    static func operations(for view: View) throws -> [MountOperation]? {
        let wanted = HostView(view)
        let layout = try CgroupLayout.current()
        if case .refused(let why) = wanted.answer(on: layout) {
            throw RunError.machine(
                "making the view", view.rawValue, why, "choose another with --cgroups, or another host")
        }
        return wanted.mountOperations(on: layout)
    }
}

extension HostView {
    init(_ view: View) {
        switch view {
        case .host: self.init(cgroups: .host)
        case .legacy: self.init(cgroups: .legacy)
        case .unified: self.init(cgroups: .unified)
        }
    }
}
