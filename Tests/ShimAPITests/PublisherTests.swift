import Testing

@testable import ShimAPI

@Suite("The arguments of a publishing binary")
struct PublisherTests {
    @Test(
        "containerd's arguments, in both spellings",
        arguments: [
            ["--address", "/a", "publish", "--topic", "/tasks/exit", "--namespace", "n"],
            ["--address=/a", "publish", "--topic=/tasks/exit", "--namespace=n"],
            ["-address", "/a", "publish", "--namespace", "n", "--topic", "/tasks/exit"],
        ])
    func understood(arguments: [String]) throws {
        let publisher = try #require(Publisher(arguments))
        #expect(publisher.address == "/a" && publisher.topic == "/tasks/exit" && publisher.namespace == "n")
    }

    @Test(
        "what is no publishing is left to others",
        arguments: [
            [], ["run"], ["publish"], ["--address", "/a", "--topic", "t", "--namespace", "n"],
            ["--address", "/a", "publish", "--topic", "t"], ["publish", "--topic", "t", "--namespace"],
        ])
    func others(arguments: [String]) {
        #expect(Publisher(arguments) == nil)
    }
}
