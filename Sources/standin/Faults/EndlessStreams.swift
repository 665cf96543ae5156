import AgentAPI
import TTRPC

extension Fault {
    static let endlessStreams = Fault(
        name: "streams/endless",
        title: "The end of an output is never told",
        because: "Something in the guest holds the stream; the container's exit must still be told, and it be removed."
    ) { _ in
        Misbehaviour(after: { occasion, response in
            guard [AgentService.readStdout.name, AgentService.readStderr.name].contains(occasion.method),
                case .failure = response
            else { return nil }
            return .silent
        })
    }
}
