/// Which views of its cgroups the host can give to a cell.
enum ViewCheck {
    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        ViewOffer.all(on: input.facts.cgroups).map { offer in
            let name = "view \(offer.view.cgroups.rawValue)"
            switch offer.answer {
            case .offered(nil): return DoctorCheck(name, .ok, "offered")
            case .offered(let lacks?):
                return DoctorCheck(
                    name, .warn, "offered", affects: "in it runtimes can't set \(lacks)",
                    mend: "boot with systemd.unified_cgroup_hierarchy=1 to have every controller in v2")
            case .unfit(let why):
                return DoctorCheck(
                    name, .absent, "unfit: \(why)", affects: "cells with --cgroups \(offer.view.cgroups.rawValue)")
            }
        }
    }
}
