import Documents
import FoundationEssentials
import Testing

@testable import understudy

@Suite("The catalogue of faults")
struct CatalogueTests {
    private static let families: Set<String> = [
        "answers", "exit", "events", "io", "lifecycle", "leaks", "resources", "posture", "cli", "time",
    ]

    @Test("every fault has a name of its own in its family, and says what it does, whom it hurts and what shows it")
    func described() {
        #expect(Set(Fault.all.map(\.name)).count == Fault.all.count)
        for fault in Fault.all {
            #expect(Self.families.contains(fault.family), "\(fault.name)")
            let slug = fault.name.dropFirst(fault.family.count + 1)
            #expect(!slug.isEmpty && slug.allSatisfy { $0.isLowercase || $0 == "-" || $0.isNumber }, "\(fault.name)")
            #expect(
                !fault.title.isEmpty && !fault.title.hasSuffix(".") && fault.because.hasSuffix("."), "\(fault.name)")
            #expect(!fault.expects.facets.isEmpty && !fault.scenarios.isEmpty, "\(fault.name)")
            #expect(["minor", "major", "blocker"].contains(fault.expects.severity), "\(fault.name)")
            for parameter in fault.parameters { #expect(parameter.takes(parameter.default), "\(fault.name)") }
        }
    }

    @Test("the description is a list of objects with all that others read")
    func json() throws {
        let list = try #require(JSONValue(bytes: Fault.described())?.list)
        #expect(list.count == Fault.all.count)
        for (entry, fault) in zip(list, Fault.all) {
            #expect(entry["name"]?.text == fault.name && entry["family"]?.text == fault.family)
            #expect(entry[["expects", "facets"]]?.list?.count == fault.expects.facets.count)
            #expect(entry["parameters"]?.list?.count == fault.parameters.count)
            #expect(entry["deterministic"] == .bool(fault.deterministic))
        }
    }

    @Test("an unknown parameter or value is refused")
    func choices() throws {
        let fault = try #require(Fault.all.first { $0.name == "time/create" })
        #expect(try Choices([:], of: fault)[number: "percent"] == 8)
        #expect(try Choices(["percent": "30"], of: fault)[number: "percent"] == 30)
        #expect(throws: StagingProblem.self) { try Choices(["percent": "0"], of: fault) }
        #expect(throws: StagingProblem.self) { try Choices(["per": "1"], of: fault) }
    }

    @Test(
        "orders name a fault, or none",
        arguments: [(nil, false), ("none", false), ("exit/zero-for-killed", true)] as [(String?, Bool)])
    func staging(_ fault: String?, _ misbehaves: Bool) throws {
        let staging = Staging(shim: "/s", fault: fault)
        #expect((try staging.misbehaviour(in: "a") != nil) == misbehaves)
        #expect(throws: StagingProblem.self) { try Staging(shim: "/s", fault: "exit/none-such").misbehaviour(in: "a") }
        #expect(try Staging(shim: "/s", fault: "exit/lost", probability: 0).misbehaviour(in: "a") == nil)
    }

    static let lines: [(line: String, verb: String, id: String)] = [
        ("-namespace n -address /a -publish-binary /p -id c start", "start", "c"),
        ("-namespace n -id c -bundle /b -debug delete", "delete", "c"), ("--id=c -debug start", "start", "c"),
        ("-v", "", ""), ("-info", "", ""), ("-id c -v start", "", "c"), ("-namespace n", "", ""),
        ("start -id c", "start", ""),
    ]

    @Test("a command line is read as Go's flags read it", arguments: lines)
    func invocation(_ c: (line: String, verb: String, id: String)) {
        let words = c.line.split(separator: " ").map(String.init)
        let invocation = Invocation(words)
        #expect(invocation.verb == c.verb && invocation.id == c.id && invocation.arguments == words)
    }
}
