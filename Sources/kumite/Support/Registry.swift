import Drivers
import KataFamily
import RuncFamily
import ShimDriver

/// The families and drivers that this Kumite knows; the only place that names them.
enum Registry {
    static let drivers: [any Driver] = [DirectDriver()]
    static let families: [any ShimFamily] = [Runc(), KataShims(kata)]

    /// What is known of Kata's keys, read from the library when a configuration is to be made.
    private static let kata = KataKnowledge {
        let library = try KataLibrary.find(adding: nil)
        return KataKnowledge.Facts(tables: library.tables, changes: library.changes)
    }

    static func family(_ name: String) -> (any ShimFamily)? { families.first { $0.name == name } }
}
