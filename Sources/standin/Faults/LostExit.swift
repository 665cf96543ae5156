import AgentAPI
import TTRPC

extension Fault {
    static let lostExit = Fault(
        name: "exit/lost",
        title: "The end of a process is never told",
        because: "A pod that has ended seems to run for ever; a kill must not wait for what never comes."
    ) { _ in Misbehaviour(after: { occasion, _ in occasion.method == AgentService.waitProcess.name ? .silent : nil }) }
}
