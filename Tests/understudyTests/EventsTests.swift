import FoundationEssentials
import ShimAPI
import SwiftProtobuf
import Testing

@testable import understudy

@Suite("Faults: events")
struct EventsTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var fault: String
        var event: Event
        /// nil: the event passes as it is.
        var act: EventAct?

        init(_ fault: String, _ event: Event, _ act: EventAct?) {
            self.fault = "events/\(fault)"
            self.event = event
            self.act = act
        }

        var testDescription: String { "\(fault) at \(event.envelope.topic)" }
    }

    private static let create = Event(
        .create,
        Containerd_Events_TaskCreate.with {
            $0.containerID = "main"
            $0.pid = 9
        })
    private static let start = Event(.start, Containerd_Events_TaskStart.with { $0.containerID = "main" })
    private static let exit = Event(
        .exit,
        ExitEvent.with {
            $0.containerID = "main"
            $0.id = "job"
            $0.pid = 9
            $0.exitedAt = .then
        }
    ).with {
        $0.namespace = "k8s.io"
        $0.timestamp = .then
    }
    private static let delete = Event(.delete, Containerd_Events_TaskDelete.with { $0.containerID = "main" })

    private static func exit(_ edit: (inout ExitEvent) -> Void) -> Event { exit.edited(ExitEvent.self, edit) ?? exit }

    static let cases: [Case] = [
        Case("exit-lost", exit, .drop), Case("exit-lost", delete, nil),
        Case("start-lost", start, .drop), Case("start-lost", exit, nil),
        Case("create-lost", create, .drop), Case("delete-lost", delete, .drop),
        Case("exec-added-lost", Event(.execAdded, Containerd_Events_TaskExecAdded()), .drop),
        Case("exec-started-lost", Event(.execStarted, Containerd_Events_TaskExecStarted()), .drop),
        Case("paused-lost", Event(.paused, Containerd_Events_TaskPaused()), .drop),
        Case("oom-lost", Event(.outOfMemory, Containerd_Events_TaskOOM()), .drop),
        Case("create-doubled", create, .report([create, create])), Case("create-doubled", start, nil),
        Case("start-after-next", start, .hold), Case("start-after-next", exit, nil),
        Case("exit-after-delete", exit, .hold), Case("exit-after-delete", delete, nil),
        Case("exit-late", exit, .late(800_000_000)), Case("exit-late", start, nil),
        Case("wrong-topic", exit, .edit(exit.with { $0.topic = "/tasks/exited" })),
        Case("empty-id", exit, .edit(exit { $0.containerID = "" })), Case("empty-id", start, nil),
        Case("payload-missing", exit, .edit(exit.with { $0.event.value = Data() })),
        Case("pid-missing", exit, .edit(exit { $0.pid = 0 })),
        Case("wrong-type", exit, .edit(exit.with { $0.event.typeURL = "containerd.events.TaskStart" })),
        Case("wrong-namespace", exit, .edit(exit.with { $0.namespace = "default" })),
        Case("time-missing", exit, .edit(exit.with { $0.clearTimestamp() })), Case("time-missing", start, nil),
        Case("exit-time-missing", exit, .edit(exit { $0.clearExitedAt() })),
        Case("exec-as-init", exit, .edit(exit { $0.id = "main" })), Case("exec-as-init", exit { $0.id = "main" }, nil),
        Case(
            "create-without-pid", create,
            create.edited(Containerd_Events_TaskCreate.self) { $0.pid = 0 }.map { .edit($0) }),
        Case(
            "stranger", exit,
            .report([
                exit,
                exit {
                    $0.containerID = "stranger"
                    $0.id = "stranger"
                },
            ])),
        Case("stranger", delete, nil),
    ]

    @Test("an event becomes what the fault makes of it, or passes", arguments: cases)
    func acted(_ c: Case) throws {
        let event = try #require(try misbehaviour(c.fault).event)
        #expect(event(c.event, .running()) == c.act)
    }

    @Test("every fault of the family is tried here")
    func complete() {
        #expect(Set(Fault.events.map(\.name)) == Set(Self.cases.map(\.fault)))
    }
}
