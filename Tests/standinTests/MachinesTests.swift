import TTRPC
import Testing

@testable import standin

@Suite("The VMs' states")
struct MachinesTests {
    private func code(_ body: () throws -> Void) -> StatusCode? {
        do {
            try body()
            return nil
        } catch {
            return AgentFailure(error).code
        }
    }

    @Test("a VM is made once, started once, stopped once")
    func life() throws {
        var machines = Machines()
        #expect(code { _ = try machines.beginStart("v") } == .notFound)
        #expect(code { _ = try machines.stop("v") } == .notFound)
        let first = try machines.create("v")
        #expect(first.number == 1)
        #expect(code { _ = try machines.create("v") } == .alreadyExists)
        _ = try machines.beginStart("v")
        #expect(code { _ = try machines.beginStart("v") } == .internal)
        #expect(code { _ = try machines.stop("v") } == .internal)
        machines.started("v", true)
        #expect(code { _ = try machines.beginStart("v") } == .internal)
        _ = try machines.stop("v")
        let second = try machines.create("v")
        #expect(second.number == 2)
    }

    @Test("one that could not be started can be started again")
    func again() throws {
        var machines = Machines()
        _ = try machines.create("v")
        _ = try machines.beginStart("v")
        machines.started("v", false)
        let started = try machines.beginStart("v")
        #expect(started.number == 1)
    }

    @Test("thousands that are never stopped are refused, and a stop makes room")
    func bound() throws {
        var machines = Machines()
        for number in 0..<5000 {
            let code = code { _ = try machines.create("v\(number)") }
            #expect(code == (number < Bounds.machines ? nil : .resourceExhausted))
        }
        _ = try machines.stop("v0")
        #expect(code { _ = try machines.create("w") } == nil)
    }

    @Test(
        "ids that are no names are refused", arguments: ["", "..", "a/b", "\u{1b}", String(repeating: "x", count: 300)])
    func names(_ id: String) {
        var machines = Machines()
        #expect(code { _ = try machines.create(id) } == .invalidArgument)
        #expect(machines.count == 0)
    }
}
