import Documents
import Drivers
import Kata
import Matrices

extension KataShims {
    /// What is added to a contender's configuration so that its agent's log comes out; nil where that is not asked for.
    ///
    /// - Parameter hypervisor: The name of the configuration's table.
    /// - Throws: A `ContenderError` where nothing could let it out: a run that says it did would be a lie.
    func agentLog(of contender: Contender, _ release: ShimRelease?, hypervisor: String) throws -> TomlDocument? {
        guard contender.agentLog == true else { return nil }
        func error(_ why: String, _ now: String) -> ContenderError {
            ContenderError(
                contender: contender.name, doing: "letting the agent's log out of", to: contender.shim, why: why,
                now: now)
        }
        guard let release else {
            throw error("nobody knows which of Kata's shims it is", "name its release: go@VERSION or rust@VERSION")
        }
        switch AgentLog.way(for: release, hypervisor: hypervisor) {
        case .none(let why): throw error(why, "leave agent-log out of the matrix")
        case .dropIn(let text):
            let (document, problems) = TomlDocument.read(Array(text.utf8), file: AgentLog.fileName)
            guard let document else { throw error(problems.map(\.description).joined(separator: "; "), "report this") }
            return document
        }
    }
}
