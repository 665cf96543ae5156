import AgentAPI
import Documents
import Scenarios
import SwiftProtobuf
import Testing

@testable import TTRPC
@testable import standin

@Suite("Bad guests")
struct FaultTests {
    private static let methods = AgentService.methodNames + ["Check", "Version", "CreateVM", "StartVM", "StopVM"]

    private func misbehaviour(_ name: String, _ chosen: [String: String] = [:]) throws -> Misbehaviour {
        let fault = try #require(Fault.all.first { $0.name == name }, "there is no fault \(name)")
        return fault.make(try Choices(chosen, of: fault))
    }

    private func occasion(_ method: String, _ number: Int = 1, containers: [String] = ["a", "b"]) -> Occasion {
        let service =
            ["Check", "Version"].contains(method)
            ? HealthService.service : method.hasSuffix("VM") ? HypervisorService.service : AgentService.service
        return Occasion(service: service, method: method, payload: [], number: number, containers: containers)
    }

    @Test("scenarios can name exactly these faults, with exactly these parameters and values")
    func named() {
        #expect(GuestFault.all.map(\.name) == Fault.all.map(\.name))
        for (named, fault) in zip(GuestFault.all, Fault.all) {
            #expect(Set(named.parameters.keys) == Set(fault.parameters.map(\.name)), "\(fault.name)")
            for parameter in fault.parameters {
                #expect(
                    Set(named.parameters[parameter.name] ?? []) == Set(parameter.values),
                    "\(parameter.name) of \(fault.name)")
            }
        }
    }

    @Test("every fault has a name of its own in its family, says what it does and whom it hurts, and can be made")
    func described() throws {
        #expect(Set(Fault.all.map(\.name)).count == Fault.all.count && Fault.all.count >= 15)
        for fault in Fault.all {
            let parts = fault.name.split(separator: "/")
            #expect(
                parts.count == 2 && ["agent", "streams", "exit", "memory", "vm"].contains(parts[0]), "\(fault.name)")
            #expect(
                !fault.title.isEmpty && !fault.title.hasSuffix(".") && fault.because.hasSuffix("."), "\(fault.name)")
            for parameter in fault.parameters { #expect(parameter.takes(parameter.default), "\(fault.name)") }
            _ = fault.make(try Choices([:], of: fault))
        }
        let list = try #require(Fault.described.list)
        #expect(list.compactMap { $0["name"]?.text } == Fault.all.map(\.name))
        #expect(list.allSatisfy { $0["because"]?.text != nil && $0["title"]?.text != nil })
    }

    @Test("a fault does nothing about calls that it is not about")
    func quiet() throws {
        let about: [String: Set<String>] = [
            "agent/silent": ["CreateContainer"], "agent/gone": ["StartContainer"],
            "agent/wrong-error": ["SignalProcess"], "agent/not-serving": ["Check"], "agent/old-version": ["Version"],
            "agent/new-version": ["Version"], "agent/of-3.0": Set(AgentService.namesAfter3_0),
            "streams/endless": ["ReadStdout", "ReadStderr"], "exit/lost": ["WaitProcess"],
            "exit/out-of-range": ["WaitProcess"], "memory/storm": ["GetOOMEvent"], "vm/refused": ["StartVM"],
            "vm/never-starts": ["StartVM"], "vm/no-agent": [], "agent/slow": Set(FaultTests.methods),
        ]
        #expect(Set(about.keys) == Set(Fault.all.map(\.name)))
        for fault in Fault.all {
            for method in FaultTests.methods {
                // A new one for each: some go on once they have begun.
                let misbehaviour = try misbehaviour(fault.name)
                let occasion = occasion(method)
                let acts: [GuestAct?] = [
                    misbehaviour.before?(occasion), misbehaviour.after?(occasion, .success([])),
                    misbehaviour.after?(occasion, .failure(Status(.internal, "eof"))),
                ]
                let strikes = acts.contains { $0 != nil }
                #expect(strikes == about[fault.name]?.contains(method), "\(fault.name) at \(method)")
            }
        }
    }

    @Test("a silent agent answers nothing from its call on, and everything before")
    func silent() throws {
        let misbehaviour = try misbehaviour("agent/silent", ["method": "StartContainer"])
        let acts = ["Check", "CreateContainer", "StartContainer", "Check"].map { misbehaviour.before?(occasion($0)) }
        #expect(acts == [nil, nil, .silent, .silent])
    }

    @Test("streams that never end still bring what was written; lost exits are lost after the fact")
    func streams() throws {
        let endless = try misbehaviour("streams/endless")
        #expect(endless.after?(occasion("ReadStdout"), .success([1])) == nil)
        #expect(endless.after?(occasion("ReadStdout"), .failure(Status(.internal, "eof"))) == .silent)
        #expect(try misbehaviour("exit/lost").after?(occasion("WaitProcess"), .success([])) == .silent)
    }

    @Test("answers of faults are messages")
    func messages() throws {
        guard
            case .answered(.success(let exit))? = try misbehaviour("exit/out-of-range").after?(
                occasion("WaitProcess"), .success([])),
            case .answered(.success(let version))? = try misbehaviour("agent/new-version").before?(occasion("Version")),
            case .answered(.success(let health))? = try misbehaviour("agent/not-serving").before?(occasion("Check")),
            case .answered(.success(let event))? = try misbehaviour("memory/storm").before?(occasion("GetOOMEvent"))
        else {
            Issue.record("a fault has no answer")
            return
        }
        #expect(try Grpc_WaitProcessResponse(serializedBytes: exit).status == -70_000)
        #expect(try Grpc_VersionCheckResponse(serializedBytes: version).agentVersion == "99.0.0-rc1")
        #expect(try Grpc_HealthCheckResponse(serializedBytes: health).status == .notServing)
        #expect(try Grpc_OOMEvent(serializedBytes: event).containerID == "b")
    }

    @Test("a storm is as long as it is told to be, and needs a container")
    func storm() throws {
        let storm = try misbehaviour("memory/storm", ["events": "3"])
        #expect((1...5).map { storm.before?(occasion("GetOOMEvent", $0)) != nil } == [true, true, true, false, false])
        #expect(storm.before?(occasion("GetOOMEvent", containers: [])) == nil)
    }

    @Test(
        "what is no fault, parameter or value is misuse",
        arguments: [
            ("agent/none", [:]), ("agent/slow", ["milliseconds": "0"]), ("agent/slow", ["milliseconds": "1.5"]),
            ("agent/slow", ["milliseconds": "600001"]), ("agent/slow", ["method": "Check"]),
            ("agent/gone", ["method": "CreateVM"]), ("agent/wrong-error", ["code": "ok"]), (nil, ["a": "b"]),
        ] as [(String?, [String: String])])
    func misuse(_ name: String?, _ parameters: [String: String]) {
        #expect(throws: Misuse.self) { try BadGuest(name, parameters) }
    }

    @Test("faults of the VM are the hypervisor's, others an agent's, and none is nobody's")
    func sides() throws {
        let machine = try #require(try BadGuest("vm/never-starts", [:]))
        #expect(machine.ofHypervisor?.before != nil && machine.ofAgent == nil && machine.hasAgent)
        let agent = try #require(try BadGuest("agent/gone", [:]))
        #expect(agent.ofHypervisor == nil && agent.ofAgent?.before != nil && agent.hasAgent)
        #expect(try #require(try BadGuest("vm/no-agent", [:])).hasAgent == false)
        #expect(try BadGuest(nil, [:])?.hasAgent == nil)
    }

    @Test("calls are counted by method, and containers kept in order")
    func occasions() throws {
        let occasions = Occasions()
        let create: [UInt8] = try Grpc_CreateContainerRequest.with { $0.containerID = "c" }.serializedBytes()
        let numbers = [("CreateContainer", create), ("Check", []), ("Check", [])].map { method, payload in
            occasions.note(
                ServerRequest(
                    connection: 1, streamID: 1, service: "s", method: method, payload: payload, metadata: [],
                    timeoutNanoseconds: 0, receivedNanoseconds: 0,
                    frame: Frame(streamID: 1, type: .request, payload: payload)))
        }
        #expect(numbers.map(\.number) == [1, 1, 2])
        #expect(numbers.last?.containers == ["c"])
    }
}
