import Foundation
import OCI
import Testing

@Suite("Cgroup paths")
struct CgroupsPathTests {
    @Test("an absolute path is taken as it is", arguments: ["/a", "/kumite/trial-1/main", "/...", "/a b"])
    func good(_ text: String) throws {
        #expect(try CgroupsPath(text).text == text)
        let json = try JSONEncoder().encode(["path": CgroupsPath(text)])
        #expect(try JSONDecoder().decode([String: CgroupsPath].self, from: json)["path"]?.text == text)
    }

    @Test(
        "anything that could land elsewhere is refused",
        arguments: [
            "", "/", "a", "a/b", "//a", "/a/", "/a//b", "/a/../b", "/..", "/./a", "system.slice:kumite:a", "/a\0b",
            "/" + String(repeating: "x", count: 256), String(repeating: "/x", count: 2049),
        ])
    func bad(_ text: String) throws {
        #expect(throws: OCIError.self) { try CgroupsPath(text) }
        let json = try JSONEncoder().encode(["path": text])
        #expect(throws: (any Error).self) { try JSONDecoder().decode([String: CgroupsPath].self, from: json) }
    }

    @Test("the message says what to write instead")
    func message() {
        do {
            _ = try CgroupsPath("a")
            Issue.record("accepted")
        } catch {
            #expect(error.description.contains("'a' is no cgroups path"))
            #expect(error.description.contains("/kumite/ID"))
        }
    }
}
