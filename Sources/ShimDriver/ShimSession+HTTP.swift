import Drivers
import Linux
import Recordings
import Scenarios

extension ShimSession {
    /// How long after an answer a shim that breaks by the question may take to be gone.
    private static var aftermath: Duration { .milliseconds(200) }

    /// Asks an endpoint of the family's; recorded as a call of ours, `kumite` `http`, with the question's first line as its
    /// request and the answer as it came. Whether the shim lived through it is told by a mark.
    func http(_ request: HTTPRequest, _ context: StepContext) async -> StepResult {
        let task = attached.first ?? setting.scenario.containers.first?.name ?? PodSpec.sandbox
        let identifier = setting.identifier(of: task)
        guard let path = setting.family.endpoint(request.endpoint, of: contender, task: identifier) else {
            return StepResult(.unsupported("its shim has no endpoint \(request.endpoint)"), succeeded: false)
        }
        let living = daemons
        let began = Stamp.now
        let outcome = await answer(to: request, at: path, until: context.deadline)
        let record = CallRecord(
            service: "kumite", method: "http", sentAt: began.nanoseconds, receivedAt: Stamp.now.nanoseconds,
            request: RawBytes(Array("\(request.method) \(request.path)".utf8)), outcome: outcome)
        recorder.record(.call(record), at: record.receivedAt, step: context.reference)
        if await anyEnds(of: living, until: .after(Self.aftermath)) {
            recorder.record(.mark("shim-died"), at: Stamp.now.nanoseconds, step: context.reference)
        } else if !living.isEmpty {
            recorder.record(.mark("shim-lives"), at: Stamp.now.nanoseconds, step: context.reference)
        }
        return result(of: record, context)
    }

    private var daemons: [ShimProcess] {
        var seen: Set<ProcessIdentity> = []
        return shims.values.compactMap(\.process).filter { !$0.hasEnded && seen.insert($0.identity).inserted }
    }

    private func anyEnds(of living: [ShimProcess], until deadline: Stamp) async -> Bool {
        guard !living.isEmpty else { return false }
        while Stamp.now < deadline, !living.contains(where: \.hasEnded) {
            guard (try? await poller.sleep(until: .after(.milliseconds(10)))) != nil else { break }
        }
        return living.contains(where: \.hasEnded)
    }

    private func answer(to request: HTTPRequest, at path: String, until deadline: Stamp) async -> CallOutcome {
        let head = "\(request.method) \(request.path) HTTP/1.1\r\nHost: kata\r\nConnection: close\r\n"
        let length = request.method == "GET" ? "" : "Content-Length: 0\r\n"
        do {
            let collected = try await poller.ask(
                .path(path), Array("\(head)\(length)\r\n".utf8), limit: HTTPAnswer.byteLimit, until: deadline
            ) { bytes in
                if case .whole = HTTPAnswer.read(bytes, hasEnded: false) { true } else { false }
            }
            switch collected.end {
            case .deadline: return .timedOut
            case .closed where collected.bytes.isEmpty: return .broken("the connection was closed without an answer")
            case .closed, .limit: return .answered(RawBytes(collected.bytes))
            }
        } catch {
            // Nobody listens there: the code of a service that is not to be had.
            return .refused(code: 14, message: "\(error)", details: RawBytes())
        }
    }
}
