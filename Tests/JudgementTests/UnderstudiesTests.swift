import Facets
import Testing

@testable import Judgement

@Suite("Understudies among a trial's processes")
struct UnderstudiesTests {
    static let paths: [(path: FacetPath, tells: Bool)] = [
        (FacetPath("host", "posture", "understudy", "cgroups", "cpu"), true),
        (FacetPath("host", "observe", "posture", "understudy#2", "label"), true),
        (FacetPath("host", "posture", "helper:understudy", "label"), false),
        (FacetPath("understudy", "wait", "exit"), false),
        (FacetPath("main", "wait", "guest", "environment", "understudy"), false),
        (FacetPath("host", "posture", "shim", "label"), false),
        (FacetPath("host", "posture", "understudying", "label"), false),
    ]

    @Test("only what tells of one that the driver has bound is left out", arguments: paths)
    func tells(_ c: (path: FacetPath, tells: Bool)) {
        #expect(Normaliser.tellsOfUnderstudy(c.path) == c.tells)
    }

    @Test("the list of processes is compared without them, and nothing else changes")
    func lists() {
        let all = FacetState.seen(.bag(of: ["shim", "understudy", "workload:main"].map(FacetValue.text)))
        let rest = FacetState.seen(.bag(of: ["shim", "workload:main"].map(FacetValue.text)))
        #expect(Normaliser.withoutUnderstudies(all) == rest)
        #expect(Normaliser.withoutUnderstudies(rest) == rest)
        let helper = FacetState.seen(.bag(of: [.text("helper:understudy")]))
        #expect(Normaliser.withoutUnderstudies(helper) == helper)
        #expect(Normaliser.withoutUnderstudies(.absent) == .absent)
    }
}
