import Testing

@testable import standin

@Suite("Paths in the guest")
struct GuestPathTests {
    @Test(
        "what leads down is taken, and written in one way",
        arguments: [("/", "/"), ("/a", "/a"), ("//a///b/", "/a/b"), ("/a..b/...", "/a..b/..."), ("/ü", "/ü")])
    func taken(_ text: String, _ same: String) throws {
        #expect(try GuestPath(text).description == same)
    }

    @Test(
        "what leads anywhere else is refused",
        arguments: [
            "", "a", "a/b", "..", "/..", "/a/../b", "/a/./b", "/.", "/a\0b", "/" + String(repeating: "a", count: 256),
            String(repeating: "/a", count: 3000),
        ])
    func refused(_ text: String) {
        #expect(throws: AgentFailure.self) { try GuestPath(text) }
    }

    @Test("a path lies below another by whole names")
    func below() throws {
        let path = try GuestPath("/run/a")
        #expect(path.isAt(orBelow: try GuestPath("/run")))
        #expect(path.isAt(orBelow: path))
        #expect(path.isAt(orBelow: try GuestPath("/")))
        #expect(try !GuestPath("/run/ab").isAt(orBelow: path))
        #expect(path.parent.description == "/run" && path.parent.parent.parent.description == "/")
    }

    @Test("mounts lead from one path to another, the closest first, and never round")
    func aliases() throws {
        var place = ContainerPlace(root: "/r", cgroup: "/g", guest: "/x", shared: [:])
        place.aliases = [
            try GuestPath("/m"): try GuestPath("/s"), try GuestPath("/m/in"): try GuestPath("/t"),
            try GuestPath("/t"): try GuestPath("/u"),
        ]
        #expect(try place.source(of: GuestPath("/m/a/b")).description == "/s/a/b")
        #expect(try place.source(of: GuestPath("/m/in/a")).description == "/u/a")
        #expect(try place.source(of: GuestPath("/other")).description == "/other")
        place.aliases = [try GuestPath("/a"): try GuestPath("/b"), try GuestPath("/b"): try GuestPath("/a")]
        #expect(throws: AgentFailure.self) { try place.source(of: GuestPath("/a/x")) }
    }
}
