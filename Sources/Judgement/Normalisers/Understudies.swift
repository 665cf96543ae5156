import Facets
import Recordings

extension Normaliser {
    /// The role of an understudy's daemon among those of a trial's processes.
    ///
    /// Owner: whoever owns the understudy. It holds only for what the driver itself has bound as such, which it does for
    /// contenders that have one: a shim can't take the name.
    static let understudies = Normaliser(
        name: "understudies", version: 2,
        because: "An understudy's daemon is Kumite's own; what is judged is the shim as it looks from before it."
    ) { $0 }

    /// What a process of an understudy is called in paths.
    private static let role = ProcessRole.understudy.dropLast()

    /// Whether a name in a path is that of an understudy's process: `understudy`, `understudy#2`.
    private static func isUnderstudy(_ name: some StringProtocol) -> Bool {
        name == role || name.hasPrefix("\(role)#")
    }

    /// Whether a facet tells of an understudy's process alone: by its place, which is the one after `posture`.
    ///
    /// The same word elsewhere is a user's name for a container, or what a guest or file says, and is compared.
    static func tellsOfUnderstudy(_ path: FacetPath) -> Bool {
        zip(path.components.dropFirst(), path.components.dropFirst(2)).contains { place, name in
            place == "posture" && isUnderstudy(name)
        }
    }

    /// The state of the list of a trial's processes, without understudies among them.
    static func withoutUnderstudies(_ state: FacetState) -> FacetState {
        guard case .seen(.bag(let all)) = state else { return state }
        let rest = all.filter { element in
            if case .text(let text) = element { !isUnderstudy(text) } else { true }
        }
        return rest.count == all.count ? state : .seen(.bag(rest))
    }
}
