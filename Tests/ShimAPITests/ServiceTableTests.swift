import SwiftProtobuf
import Testing

@testable import ShimAPI
@testable import TTRPC

@Suite("Service tables")
struct ServiceTableTests {
    @Test("both versions of the task API have the same 17 methods", arguments: [TaskService.v2, .v3])
    func task(_ service: TaskService) {
        let paths = [
            service.create.path, service.start.path, service.connect.path, service.state.path, service.wait.path,
            service.pids.path, service.stats.path, service.exec.path, service.resizePty.path, service.closeIO.path,
            service.pause.path, service.resume.path, service.update.path, service.checkpoint.path, service.kill.path,
            service.delete.path, service.shutdown.path,
        ]
        #expect(paths == TaskService.methodNames.map { "\(service.service)/\($0)" })
        #expect(Set(paths).count == 17)
    }

    @Test(
        "a version number names its service",
        arguments: [(1, nil), (2, .v2), (3, .v3), (4, nil)] as [(Int, TaskService?)])
    func versions(_ number: Int, _ service: TaskService?) {
        #expect(TaskService.version(number) == service)
    }

    @Test("every topic has its message, and is found by its type URL", arguments: TaskTopic.allCases)
    func topics(_ topic: TaskTopic) {
        #expect(topic.typeURL.hasPrefix("containerd.events.Task"))
        #expect(TaskTopic(typeURL: topic.typeURL) == topic)
        #expect(TaskTopic(typeURL: "types.containerd.io/" + topic.typeURL) == topic)
    }

    @Test(
        "topics and messages belong together",
        arguments: [
            ("/tasks/exit", "containerd.events.TaskExit"), ("/tasks/exec-added", "containerd.events.TaskExecAdded"),
            ("/tasks/oom", "containerd.events.TaskOOM"), ("/tasks/exec-started", "containerd.events.TaskExecStarted"),
        ])
    func pairs(_ topic: String, _ typeURL: String) {
        #expect(TaskTopic(rawValue: topic)?.typeURL == typeURL)
    }

    @Test("what is no task event has no topic", arguments: ["", "containerd.events.ContainerCreate", "TaskExit"])
    func strangers(_ typeURL: String) {
        #expect(TaskTopic(typeURL: typeURL) == nil)
    }

    @Test("Go's zero time is not a time")
    func zeroTime() {
        #expect(Google_Protobuf_Timestamp(seconds: -62_135_596_800, nanos: 0).isGoZero)
        #expect(!Google_Protobuf_Timestamp().isGoZero)
    }

    @Test("states have names for scenarios")
    func states() {
        let names = Containerd_V1_Types_Status.allCases.map(\.name)
        #expect(names == ["unknown", "created", "running", "stopped", "paused", "pausing"])
        #expect(Containerd_V1_Types_Status.UNRECOGNIZED(9).name == "status_9")
    }
}
