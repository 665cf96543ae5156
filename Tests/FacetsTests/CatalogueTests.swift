import Facets
import Testing

@Suite("The catalogue")
struct CatalogueTests {
    @Test(
        "a path is declared by the entry that is meant for it",
        arguments: [
            ("main/create/error", Severity.major, "task-api"), ("main/~1/wait/exit", .blocker, "exit"),
            ("main/wait/stdout/bytes", .blocker, "io"), ("web.cat/wait/stderr", .blocker, "io"),
            ("main/state/stdout", .major, "task-api"), ("main/~2/state#2/stderr", .major, "task-api"),
            ("main/doomed/message", .minor, "task-api"), ("main/wait/hang", .blocker, "task-api"),
            ("host/left/mounts", .blocker, "cleanup"), ("host/left/mounts/names", .blocker, "cleanup"),
            ("host/changed", .blocker, "cleanup"),
            ("main/events", .major, "events"), (#"main/events/"tasks/exit#2"/exit"#, .blocker, "events"),
            (#"main/events/"tasks/create"/io/stdin"#, .major, "events"), ("run/daemon", .blocker, "shim-process"),
            ("main/create/launch/rc", .major, "shim-start"), ("main/start/error", .major, "task-api"),
            ("main/state/unknown/99", .minor, "task-api"),
        ])
    func declares(text: String, severity: Severity, component: String) throws {
        let entry = try #require(Catalogue.shim.entry(for: try FacetPath(parsing: text)))
        #expect(entry.severity == severity)
        #expect(entry.component == component)
    }

    @Test(
        "what no order or number fixes is shown and never compared",
        arguments: [
            "run/events", #"main/events/"tasks/oom"/count"#, "main/stats/pids/current", "cli/cli/stderr",
        ])
    func shown(text: String) throws {
        #expect(Catalogue.shim.entry(for: try FacetPath(parsing: text))?.comparison == .shown)
    }

    @Test("an unknown path is not declared", arguments: ["main/surprise", "run/x", "host/left"])
    func undeclared(text: String) throws {
        #expect(Catalogue.shim.entry(for: try FacetPath(parsing: text)) == nil)
    }

    @Test("measures are distributions in nanoseconds", arguments: ["pod-ready", "web/start", "exec-round-trip"])
    func measures(name: String) throws {
        let entry = try #require(Catalogue.shim.entry(for: try FacetPath(parsing: name)))
        #expect(entry.comparison == .distribution)
        #expect(entry.unit == "nanoseconds")
    }

    @Test("no entry is there in vain: each has a path that it alone declares first")
    func patterns() {
        // A pattern after one that stands for all of its paths would never be asked.
        let texts = Catalogue.shim.entries.map(\.pattern.description)
        #expect(Set(texts).count == texts.count)
    }
}
