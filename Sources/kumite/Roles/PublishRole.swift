import Linux
import ShimAPI

/// `kumite --address A publish --topic T --namespace N`: what a shim runs as its `-publish-binary`.
enum PublishRole {
    static func isMeant(by arguments: [String]) -> Bool { Publisher(arguments) != nil }

    static func run(_ arguments: [String]) async throws {
        guard let publisher = Publisher(arguments) else { return }
        let event = try await Poller.shared.readAll(Descriptor(owning: 0), limit: Publisher.eventLimit)
        try await publisher.publish(event.bytes)
    }
}
