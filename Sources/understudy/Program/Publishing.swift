import Linux
import ShimAPI

/// `publish`: what a shim runs as its `-publish-binary` reports to the understudy's endpoint, in containerd's place.
///
/// That endpoint is named by the environment, which a shim hands on to what it runs; `-address` stays containerd's own.
struct Publishing: Sendable {
    let arguments: [String]
    let environment: [String]

    func run() async throws {
        guard var publisher = Publisher(arguments) else {
            throw StagingProblem(why: "publish needs --address, --topic and --namespace")
        }
        guard let entry = environment.last(where: { $0.hasPrefix(EventAddress.variable) }) else {
            throw StagingProblem(why: "\(publisher.topic) can't be published: the shim hands on no TTRPC_ADDRESS")
        }
        publisher.address = String(entry.dropFirst(EventAddress.variable.count))
        let event = try await Poller.shared.readAll(Descriptor(owning: 0), limit: Publisher.eventLimit)
        try await publisher.publish(event.bytes)
    }
}
