import Documents
import Testing

@testable import Kata

@Suite("Configurations made of files") struct ConfigurationTextTests {
    private func document(_ text: String) throws -> TomlDocument {
        try #require(TomlDocument.read(Array(text.utf8), file: "a.toml").document)
    }

    @Test("later files hold, keys that are set hold before them, and the text reads back as what it says")
    func merged() throws {
        let base = try document(
            """
            # a comment
            top = 1
            [hypervisor.qemu]
            path = "/q" # where
            valid = ["a", "b\\n"]
            [agent.kata]
            [runtime]
            enable_debug = false
            """)
        let dropIn = try document("[hypervisor.qemu]\npath = \"/other\"\n[runtime]\nnew = { a = 1 }\n")
        var text = ConfigurationText([base, dropIn])
        text.set(KeyPlace("hypervisor", "default_vcpus"), .float(2))
        text.set(KeyPlace("agent", "dial_timeout"), .integer(3))
        text.set(KeyPlace("runtime", "enable_debug"), .flag(true))
        text.set(KeyPlace("fresh", "key"), .text("x"))
        let written = try text.text()
        #expect(
            written == """
                top = 1
                [hypervisor.qemu]
                path = "/other"
                valid = ["a", "b\\n"]
                default_vcpus = 2.0
                [agent.kata]
                dial_timeout = 3
                [runtime]
                enable_debug = true
                [runtime.new]
                a = 1
                [fresh]
                key = "x"

                """)
        let again = ConfigurationText([try document(written)])
        #expect(try again.text() == written && again.hypervisor == "qemu")
    }

    @Test("a list of tables with headers can't be written")
    func elements() throws {
        let text = ConfigurationText([try document("[[a]]\nb = 1\n")])
        let problem = #expect(throws: ConfigurationText.Problem.self) { try text.text() }
        #expect(problem?.description == "a.toml:1: [[a]] can't be merged with other files")
    }

    @Test("a scenario's text is a value of the key's type")
    func values() {
        #expect(TomlValue(scenario: "2", type: .float) == .integer(2))
        #expect(TomlValue(scenario: "true", type: .flag) == .flag(true))
        #expect(TomlValue(scenario: "2", type: .text) == .text("2"))
        #expect(TomlValue(scenario: "[\"a\"]", type: .texts) == .array([.text("a")]))
        #expect(TomlValue(scenario: "qemu", type: nil) == .text("qemu"))
    }

    @Test("the configuration that a log says was read, by either shim; and kernels in a state")
    func effective() throws {
        let log = """
            time="2026-11-22T07:38:21.59Z" level=info msg="loaded configuration" file=/a/b.toml format=TOML name=x pid=1 sandbox=k source=katautils
            {"msg":"load configuration from \\"/c/d.toml\\"","level":"INFO","ts":"2022-10-09T00:00:00Z","name":"kata-runtime","version":"0.1.0","pid":"2","source":"runtimes","subsystem":"runtimes"}
            time="2026-11-22T07:38:21.59Z" level=info msg="something else" file=/no.toml name=x pid=1 source=katautils

            """
        #expect(EffectiveConfiguration.files(inLog: Array(log.utf8)) == ["/a/b.toml", "/c/d.toml"])
        #expect(EffectiveConfiguration.files(inLog: [0xff, 0, 0x0a, 0x1b]) == [])
        let state = try #require(
            JSONValue(
                bytes: Array(#"{"hypervisor":{"config":{"boot_info":{"kernel":"/k","image":"/i"}}},"kernel":1}"#.utf8)))
        #expect(EffectiveConfiguration.kernels(inState: state) == ["/k"])
    }
}
