import Drivers
import RuncFamily
import ShimDriver

/// The families and drivers that this Kumite knows; the only place that names them.
enum Registry {
    static let drivers: [any Driver] = [DirectDriver()]
    static let families: [any ShimFamily] = [Runc()]

    static func family(_ name: String) -> (any ShimFamily)? { families.first { $0.name == name } }
}
