import ShimAPI

extension Fault {
    static let streamsMissing = Fault(
        name: "answers/streams-missing",
        title: "State leaves out where the streams are",
        because: "A restarted containerd reads no output any more.",
        expects: Expectation(facets: ["*/state*/stdout", "*/state*/stderr", "*/state*/stdin"], step: "state"),
        scenarios: ["state/streams"]
    ) { _ in
        .answers([
            "State": { _, reply, _ in
                reply.edited(Containerd_Task_V2_StateResponse.self) { state in
                    state.stdin = ""
                    state.stdout = ""
                    state.stderr = ""
                }
            }
        ])
    }
}
