import Documents
import Scenarios
import Testing

@Suite("Capabilities")
struct CapabilityTests {
    private func load(_ text: String) -> CapabilitiesFile {
        CapabilitiesFile.load(Array(text.utf8), file: "c", scenarios: ["pods/two", "tty/size"])
    }

    @Test("a capability is read")
    func reads() {
        let file = load("- { id: pods, title: Pods, probe: pods/two }")
        #expect(file.diagnostics == [])
        #expect(file.capabilities == [Capability(id: "pods", title: "Pods", probe: "pods/two")])
    }

    @Test(
        "a mistake is told with its place and the nearest name",
        arguments: [
            ("- { id: pods, title: Pods }", "c:1:3: a capability needs 'probe'"),
            ("- { id: Pods, title: t, probe: pods/two }", "c:1:9: 'id' 'Pods' must be made of small letters"),
            ("- { id: a, titel: t, probe: pods/two }", "c:1:12: unknown key in a capability 'titel'; did you mean"),
            ("- { id: a, title: t, probe: two }", "c:1:29: 'probe' is the id of a scenario, area/name"),
            ("- { id: a, title: t, probe: pods/tow }", "c:1:29: unknown scenario 'pods/tow'; did you mean 'pods/two'?"),
            (
                "- { id: a, title: t, probe: pods/two }\n- { id: a, title: t, probe: tty/size }",
                "c:2:3: the capability 'a' stands here already"
            ),
            ("{}", "c:1:1: a file of capabilities must be a list, not a map"),
        ])
    func refuses(text: String, says: String) {
        let file = load(text)
        #expect(file.capabilities == [])
        #expect(file.diagnostics.contains { $0.description.hasPrefix(says) }, "\(file.diagnostics)")
    }
}
