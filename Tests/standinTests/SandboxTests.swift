import TTRPC
import Testing

@testable import standin

@Suite("The sandbox's states")
struct SandboxTests {
    /// A ready sandbox with a running container.
    private func running(_ id: String = "c") throws -> Sandbox {
        var sandbox = Sandbox()
        try sandbox.beginSandbox()
        sandbox.sandboxMade(true)
        try SandboxTests.run(id, in: &sandbox)
        return sandbox
    }

    @discardableResult
    private static func run(
        _ id: String, shared: Bool = false, in sandbox: inout Sandbox
    ) throws -> Sandbox.Container {
        let container = try sandbox.beginContainer(id, exec: id, terminal: false, sharesProcesses: shared)
        sandbox.containerMade(id, true)
        _ = try sandbox.beginStart(id)
        sandbox.started(id, true)
        return container
    }

    /// What a transition refuses with; nil if it does not.
    private func refusal(_ body: () throws -> Void) -> StatusCode? {
        do {
            try body()
            return nil
        } catch {
            return AgentFailure(error).code
        }
    }

    @Test("nothing is made before the sandbox is, and no second sandbox")
    func order() throws {
        var sandbox = Sandbox()
        #expect(
            refusal { _ = try sandbox.beginContainer("c", exec: "c", terminal: false, sharesProcesses: false) }
                == .internal)
        try sandbox.beginSandbox()
        #expect(refusal { try sandbox.beginSandbox() } == .internal)
        sandbox.sandboxMade(false)
        try sandbox.beginSandbox()
        sandbox.sandboxMade(true)
        #expect(refusal { try sandbox.beginSandbox() } == .internal)
        let left = sandbox.destroy()
        #expect(left.isEmpty)
        #expect(refusal { try sandbox.beginSandbox() } == .internal)
    }

    @Test("a container's life, and what is refused in each state")
    func life() throws {
        var sandbox = Sandbox()
        try sandbox.beginSandbox()
        sandbox.sandboxMade(true)
        let container = try sandbox.beginContainer("c", exec: "x", terminal: true, sharesProcesses: false)
        #expect(container.number == 1 && container.initProcess?.terminal == true)
        #expect(refusal { _ = try sandbox.beginStart("c") } == .internal)
        #expect(refusal { _ = try sandbox.remove("c") } == .internal)
        #expect(
            refusal { _ = try sandbox.beginContainer("c", exec: "c", terminal: false, sharesProcesses: false) }
                == .internal)
        sandbox.containerMade("c", true)
        #expect(refusal { _ = try sandbox.beginExec("c", "e", terminal: false) } == .internal)
        #expect(refusal { _ = try sandbox.turn("c", paused: true) } == .internal)
        _ = try sandbox.beginStart("c")
        #expect(refusal { _ = try sandbox.beginStart("c") } == .internal)
        sandbox.started("c", true)
        #expect(try sandbox.container("c").phase == .running)
        #expect(refusal { _ = try sandbox.turn("c", paused: false) } == .internal)
        _ = try sandbox.turn("c", paused: true)
        #expect(refusal { _ = try sandbox.beginExec("c", "e", terminal: false) } == .internal)
        _ = try sandbox.turn("c", paused: false)
        #expect(try sandbox.process("c", "").number == 0)
        #expect(try sandbox.process("c", "x").isInit)
        sandbox.ended("c", number: 0, code: 137)
        #expect(try sandbox.container("c").phase == .stopped)
        #expect(try sandbox.process("c", "").exitCode == 137)
        sandbox.told("c", try sandbox.process("c", ""))
        #expect(refusal { _ = try sandbox.process("c", "") } == .notFound)
        #expect(refusal { _ = try sandbox.process("c", "x") } == .notFound)
        _ = try sandbox.remove("c")
        #expect(refusal { _ = try sandbox.remove("c") } == .notFound)
    }

    @Test("a container that could not be made leaves its id free, and its number not")
    func failed() throws {
        var sandbox = try running("a")
        _ = try sandbox.beginContainer("c", exec: "c", terminal: false, sharesProcesses: false)
        sandbox.containerMade("c", false)
        #expect(refusal { _ = try sandbox.container("c") } == .notFound)
        let again = try sandbox.beginContainer("c", exec: "c", terminal: false, sharesProcesses: false)
        #expect(again.number == 3)
    }

    @Test("an init that ends while it is started is not running")
    func early() throws {
        var sandbox = try running("a")
        _ = try sandbox.beginContainer("c", exec: "c", terminal: false, sharesProcesses: false)
        sandbox.containerMade("c", true)
        _ = try sandbox.beginStart("c")
        sandbox.ended("c", number: 0, code: 3)
        sandbox.started("c", true)
        #expect(try sandbox.container("c").phase == .stopped)
    }

    @Test("an exec's id is one process's at a time, init's too")
    func execs() throws {
        var sandbox = try running()
        let first = try sandbox.beginExec("c", "e", terminal: false)
        #expect(refusal { _ = try sandbox.beginExec("c", "e", terminal: false) } == .internal)
        #expect(refusal { _ = try sandbox.beginExec("c", "c", terminal: false) } == .internal)
        #expect(refusal { _ = try sandbox.beginExec("c", "", terminal: false) } == .invalidArgument)
        sandbox.ended("c", number: first.number, code: 0)
        sandbox.told("c", try sandbox.process("c", "e"))
        let second = try sandbox.beginExec("c", "e", terminal: false)
        #expect(second.number == first.number + 1)
        // What is told late of the first must not take the second away.
        sandbox.told("c", first)
        #expect(try sandbox.process("c", "e").number == second.number)
        sandbox.execFailed("c", "e")
        #expect(refusal { _ = try sandbox.process("c", "e") } == .notFound)
    }

    @Test("the first container that shares its processes keeps the pod's namespace, as long as it is there")
    func sharing() throws {
        var sandbox = try running("alone")
        let one = try SandboxTests.run("one", shared: true, in: &sandbox)
        let two = try SandboxTests.run("two", shared: true, in: &sandbox)
        let three = try SandboxTests.run("three", in: &sandbox)
        #expect(one.joins == nil && two.joins == "one" && three.joins == nil)
        _ = try sandbox.remove("one")
        let four = try SandboxTests.run("four", shared: true, in: &sandbox)
        let five = try SandboxTests.run("five", shared: true, in: &sandbox)
        #expect(four.joins == nil && five.joins == "four")
    }

    @Test("bounds: containers, processes, events")
    func bounds() throws {
        var sandbox = try running("c")
        for number in 1..<Bounds.processes { _ = try sandbox.beginExec("c", "e\(number)", terminal: false) }
        #expect(refusal { _ = try sandbox.beginExec("c", "more", terminal: false) } == .resourceExhausted)
        for number in 1..<Bounds.containers { try SandboxTests.run("c\(number)", in: &sandbox) }
        #expect(refusal { try SandboxTests.run("more", in: &sandbox) } == .resourceExhausted)
        for number in 0...Bounds.events { sandbox.lostMemory("c\(number)") }
        #expect(sandbox.memoryEvents.count == Bounds.events)
        let oldest = sandbox.takeMemoryEvent()
        #expect(oldest == "c1")
    }

    @Test(
        "ids that are no names are refused",
        arguments: ["", ".", "..", "../x", "a/b", "a b", "a\nb", "-a", "ü", "\0", String(repeating: "a", count: 257)])
    func ids(_ id: String) throws {
        var sandbox = try running()
        #expect(refusal { try SandboxTests.run(id, in: &sandbox) } == .invalidArgument)
    }

    @Test("whatever is asked in whatever order, the containers and processes stay in step", arguments: 0..<20)
    func property(_ seed: UInt64) throws {
        var generator = SplitMix(state: seed)
        var sandbox = Sandbox()
        try sandbox.beginSandbox()
        sandbox.sandboxMade(true)
        var numbers: Set<Int> = []
        for _ in 0..<400 {
            let id = ["a", "b", "c"].randomElement(using: &generator) ?? "a"
            let exec = ["", "a", "x", "y"].randomElement(using: &generator) ?? ""
            switch Int.random(in: 0..<10, using: &generator) {
            case 0:
                if let made = try? sandbox.beginContainer(id, exec: id, terminal: false, sharesProcesses: true) {
                    #expect(numbers.insert(made.number).inserted)
                    #expect(made.joins.map { sandbox.containers[$0] != nil } ?? true)
                    sandbox.containerMade(id, Bool.random(using: &generator))
                }
            case 1: if (try? sandbox.beginStart(id)) != nil { sandbox.started(id, Bool.random(using: &generator)) }
            case 2: _ = try? sandbox.beginExec(id, exec, terminal: false)
            case 3: sandbox.execFailed(id, "x")
            case 4: sandbox.ended(id, number: Int.random(in: 0..<4, using: &generator), code: 1)
            case 5: if let process = try? sandbox.process(id, exec) { sandbox.told(id, process) }
            case 6: _ = try? sandbox.turn(id, paused: true)
            case 7: _ = try? sandbox.turn(id, paused: false)
            case 8: _ = try? sandbox.remove(id)
            default: sandbox.containerMade(id, false)
            }
            for (key, container) in sandbox.containers {
                #expect(key == container.id)
                #expect(Set(container.processes.values.map(\.number)).count == container.processes.count)
                #expect(container.processes.allSatisfy { $0.key == $0.value.exec })
                if container.phase == .running || container.phase == .paused {
                    #expect(container.initProcess?.exitCode == nil)
                }
            }
            if let keeper = sandbox.processNamespaceKeeper { #expect(sandbox.containers[keeper] != nil) }
        }
        let left = sandbox.destroy()
        #expect(left.count <= 3)
        #expect(sandbox.containers.isEmpty)
    }
}

/// A generator whose numbers its seed decides.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
