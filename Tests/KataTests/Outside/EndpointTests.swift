import Facets
import Recordings
import Scenarios
import Testing

@testable import Kata

@Suite("Management endpoints") struct EndpointTests {
    private func outcome(_ text: String, timedOut: Bool = false) -> EndpointCall.Outcome {
        EndpointCall.outcome(of: Array(text.utf8), timedOut: timedOut)
    }

    private static func answer(_ body: String, status: String = "200 OK", more: String = "") -> String {
        "HTTP/1.1 \(status)\r\nContent-Length: \(body.utf8.count)\r\n\(more)\r\n\(body)"
    }

    @Test(
        "an answer is read to its end, however that is told",
        arguments: [
            answer("abc"), answer("abc") + "more", "HTTP/1.1 200 OK\r\n\r\nabc",
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n2;x=y\r\nbc\r\n0\r\n\r\n",
        ])
    func whole(_ text: String) {
        guard case .answered(let answer) = outcome(text) else {
            Issue.record("\(outcome(text))")
            return
        }
        #expect(answer.status == 200 && answer.body == Array("abc".utf8))
    }

    @Test("a whole answer is one, whether or not the connection stays open")
    func stays() {
        guard case .answered = outcome(Self.answer("abc"), timedOut: true) else {
            Issue.record("no answer")
            return
        }
    }

    @Test(
        "an endpoint that hangs, closes or talks nonsense is told as that",
        arguments: [
            ("", true, "hang"), ("HTTP/1.1 200 OK\r\n", true, "hang"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", true, "hang"),
            ("", false, "closed"), ("HTTP/1.1 200", false, "closed"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", false, "closed"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", false, "closed"),
            ("SSH-2.0-x\r\n", false, "garbage"), ("HTTP/1.1 OK\r\n\r\n", false, "garbage"),
            ("HTTP/1.1 999 x\r\n\r\n", false, "garbage"), ("HTTP/1.1 200 OK\r\n: x\r\n\r\n", false, "garbage"),
            ("HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n", false, "garbage"),
            ("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n", false, "garbage"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\n", false, "garbage"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", false, "garbage"),
            ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nabc", false, "garbage"),
        ])
    func wrong(_ text: String, _ timedOut: Bool, _ word: String) {
        let call = EndpointCall(EndpointRequest("GET", "/metrics"), outcome(text, timedOut: timedOut), survived: true)
        #expect(call.word == word, "\(call.outcome)")
    }

    @Test("a head without end, and every beginning of an answer, are bounded and no answer")
    func torn() {
        let endless = "HTTP/1.1 200 OK\r\n" + String(repeating: "a: b\r\n", count: 20_000)
        #expect(outcome(endless, timedOut: true) == .garbage("a head of more than \(HTTPAnswer.headLimit) bytes"))
        let many = "HTTP/1.1 200 OK\r\n" + String(repeating: "a: b\r\n", count: 200) + "\r\n"
        #expect(outcome(many) == .garbage("more than 128 headers"))
        let bytes = Array(Self.answer("abc").utf8)
        for count in 0..<bytes.count {
            #expect(HTTPAnswer.read(Array(bytes.prefix(count)), hasEnded: false) == .partial, "\(count)")
        }
    }

    @Test("a question is what it says, and nothing else can be put in")
    func questions() throws {
        let bytes = try #require(EndpointRequest("GET", "/metrics").bytes)
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == "GET /metrics HTTP/1.1\r\nHost: kata\r\nConnection: close\r\n\r\n")
        for bad in ["", "x", "/a b", "/a\r\nX: y", "/é"] { #expect(EndpointRequest("GET", bad).bytes == nil) }
        #expect(EndpointRequest("get", "/").bytes == nil)
        #expect(EndpointRequest("POST", "/a", body: [1, 2]).bytes?.suffix(2) == [1, 2])
        for question in EndpointRules.questions { #expect(question.bytes != nil) }
    }

    private func faults(
        _ release: String, _ request: EndpointRequest, _ outcome: EndpointCall.Outcome, survived: Bool? = true,
        _ hypervisor: KataHypervisor = .qemu
    ) throws -> [String] {
        EndpointRules(try #require(ShimRelease(release)), hypervisor).faults(
            of: EndpointCall(request, outcome, survived: survived))
    }

    private func answered(_ status: Int, _ body: String = "") -> EndpointCall.Outcome {
        .answered(HTTPAnswer(status: status, headers: [:], body: Array(body.utf8)))
    }

    @Test("what is due is no fault, what is not is one, and a shim that dies of a question always is")
    func rules() throws {
        let metrics = EndpointRequest("GET", "/metrics")
        #expect(try faults("go@4.1.0", metrics, answered(200)).isEmpty)
        #expect(
            try faults("rust@4.1.0", metrics, .closed, survived: false) == [
                "the shim did not survive GET /metrics", "GET /metrics: closed",
            ])
        let rules = EndpointRules(try #require(ShimRelease("rust@4.1.0")), .qemu)
        #expect(rules.demand(on: metrics)?.known.contains("kata#13708") == true)
        #expect(EndpointRules(rules.release, .clh).demand(on: metrics)?.known == "")
        let tables = EndpointRequest("POST", "/iptables")
        #expect(try faults("go@4.1.0", tables, answered(501)).isEmpty)
        #expect(try faults("rust@4.1.0", tables, answered(501)) == ["POST /iptables: 501"])
        let resize = EndpointRequest("POST", "/direct-volume/resize")
        #expect(try faults("rust@4.1.0", resize, .closed).isEmpty)
        #expect(try faults("go@4.1.0", resize, .closed) == ["POST /direct-volume/resize: closed"])
        let address = EndpointRequest("GET", "/agent-url")
        #expect(try faults("rust@4.1.0", address, answered(200, "vsock://7:1024")).isEmpty)
        #expect(try faults("rust@4.1.0", address, answered(200)) == ["GET /agent-url: an empty answer"])
        #expect(try faults("go@4.1.0", address, .hung) == ["GET /agent-url: hang"])
        let other = EndpointRequest("GET", "/no-such-path")
        #expect(try faults("rust@4.1.0", other, .garbage("x")) == ["GET /no-such-path: garbage"])
        // There is no endpoint that anything could be due of.
        #expect(try faults("rust@3.0.0", metrics, .absent("no socket"), .dragonball).isEmpty)
        #expect(try faults("go@3.0.0", EndpointRequest("PUT", "/policy"), answered(404)).isEmpty)
    }

    @Test("as facets: what came of it, and whether the shim lived")
    func facets() {
        let path = FacetPath("host", "management")
        let call = EndpointCall(EndpointRequest("GET", "/metrics"), .closed, survived: false)
        let facets = call.facets(below: path)
        #expect(facets.map(\.state) == [.seen(.text("closed")), .seen(.bool(false))])
        for facet in facets { #expect(Catalogue.shim.entry(for: facet.path)?.component == "metrics", "\(facet.path)") }
        #expect(Catalogue.shim.entry(for: facets[1].path)?.severity == .blocker)
        let unseen = EndpointCall(call.request, .hung, survived: nil).facets(below: path)
        #expect(unseen[1].state.isComparable == false)
    }

    @Test("a trial's questions are told below host/, with what its metrics offer and whether the shim lived")
    func extracted() {
        let scenario = Scenario(
            id: "a/b", title: "t", because: "b", origin: [], covers: [], tier: .pr, containers: [], steps: [])
        let step = StepReference(subject: "run", name: ["http"])
        func call(_ outcome: CallOutcome) -> Observed {
            .call(
                CallRecord(
                    service: "kumite", method: "http", sentAt: 1, receivedAt: 2,
                    request: RawBytes(Array("GET /metrics".utf8)), outcome: outcome))
        }
        func derived(_ outcome: CallOutcome, _ mark: String) -> FacetSet {
            let what: [Observed] = [
                .stepBegan(verb: "http"), call(outcome), .mark(mark), .stepEnded(.done),
            ]
            let observations = what.enumerated().map { Observation(number: $0 + 1, at: 1, step: step, what: $1) }
            let recording = Recording(scenario: scenario, observations: observations)
            return derive(recording, extractors: [EndpointExtractor()]).facets
        }
        let body = "# TYPE a gauge\na{item=\"x\"} 1\n"
        let right = derived(.answered(RawBytes(Array(Self.answer(body).utf8))), "shim-lives")
        let asked = FacetPath("host", "management", "GET /metrics")
        #expect(right[asked.appending("outcome")] == .seen(.text("200")))
        #expect(right[asked.appending("survived")] == .seen(.bool(true)))
        #expect(right[FacetPath("host", "metrics", "a", "labels", "item")] == .seen(.bag([.text("x")])))
        #expect(right[FacetPath("run", "http", "status")] == .seen(.integer(200)))
        #expect(right[FacetPath("run", "http", "survived")] == .seen(.bool(true)))
        let broken = derived(.broken("closed"), "shim-died")
        #expect(broken[asked.appending("outcome")] == .seen(.text("closed")))
        #expect(broken[asked.appending("survived")] == .seen(.bool(false)))
        #expect(broken[FacetPath("run", "http", "error")] == .seen(.text("broken")))
        #expect(broken[FacetPath("run", "http", "survived")] == .seen(.bool(false)))
        for set in [right, broken] {
            for path in set.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
        }
        #expect(Catalogue.shim.entry(for: FacetPath("run", "http", "survived"))?.severity == .blocker)
        #expect(Catalogue.shim.entry(for: FacetPath("run", "http", "status"))?.component == "metrics")
    }

    /// The facets of a trial in which one question was asked of a release's shim.
    private func asked(
        _ question: String, _ outcome: CallOutcome, of release: String?, _ mark: String = "shim-lives"
    ) -> FacetSet {
        let scenario = Scenario(
            id: "a/b", title: "t", because: "b", origin: [], covers: [], tier: .pr, containers: [], steps: [])
        let step = StepReference(subject: "run", name: ["http"])
        let call = CallRecord(
            service: "kumite", method: "http", sentAt: 1, receivedAt: 2, request: RawBytes(Array(question.utf8)),
            outcome: outcome)
        let sight = SandboxSight(of: SightSubject(release: release, hypervisor: "qemu", sandbox: "s1"))
        let record = SightRecord(observer: "kata", moment: .before, document: RawBytes(sight.bytes))
        let first = Observation(number: 1, at: 1, step: nil, what: .sight(record))
        let rest: [Observed] = [.stepBegan(verb: "http"), .call(call), .mark(mark), .stepEnded(.done)]
        let observations = [first] + rest.enumerated().map { Observation(number: $0 + 2, at: 1, step: step, what: $1) }
        return derive(
            Recording(scenario: scenario, observations: observations), extractors: [EndpointExtractor()]
        ).facets
    }

    @Test("what is due and does not come is a fault of the contract, with the catalogue's weight")
    func broken() throws {
        let names = MetricRules.families(of: try #require(ShimRelease("go@4.1.0")), .qemu)
        let body = names.map { "\($0.hasSuffix("_") ? $0 + "x" : $0) 1\n" }.joined()
        func answered(_ body: String) -> CallOutcome { .answered(RawBytes(Array(Self.answer(body).utf8))) }
        let place = FacetPath("host", "management", "GET /metrics", "faults")
        let metrics = FacetPath("host", "metrics", "faults")

        let right = asked("GET /metrics", answered(body), of: "go@4.1.0")
        #expect(right[place] == .seen(.bag([])) && right[metrics] == .seen(.bag([])), "\(right.sorted)")
        #expect(Recordings.faults(in: right, by: .shim).isEmpty)

        let lacking = asked("GET /metrics", answered("kata_shim_fds 1\nno sample\n"), of: "go@4.1.0")
        guard case .seen(.bag(let told))? = lacking[metrics] else {
            Issue.record("\(lacking.sorted)")
            return
        }
        #expect(told.contains(.text("no family kata_shim_threads")) && told.contains(.text("line 2: no sample")))
        #expect(!told.contains(.text("no family kata_shim_fds")))
        #expect(Recordings.faults(in: lacking, by: .shim).map(\.path) == [metrics])

        let died = asked("GET /metrics", .broken("closed"), of: "rust@4.1.0", "shim-died")
        #expect(
            died[place]
                == .seen(
                    .bag(of: [.text("the shim did not survive GET /metrics"), .text("GET /metrics: closed")])))
        #expect(died[metrics]?.isComparable == false)
        let unmet = Recordings.faults(in: died, by: .shim)
        #expect(unmet.map(\.path) == [place] && unmet.allSatisfy { $0.kind == .broken })
        let entry = try #require(Catalogue.shim.entry(for: place))
        #expect(entry.component == "metrics" && entry.severity == .major && entry.isFault)

        // An older release's families were not read, and of a shim that nobody knows nothing is due.
        let old = asked("GET /metrics", answered("a 1\n"), of: "go@3.0.0")
        #expect(old[metrics] == .seen(.bag([])))
        let unknown = asked("GET /metrics", .broken("closed"), of: nil)
        #expect(unknown[place]?.isComparable == false && Recordings.faults(in: unknown, by: .shim).isEmpty)
        for set in [right, lacking, died, old, unknown] {
            for path in set.states.keys { #expect(Catalogue.shim.entry(for: path) != nil, "\(path)") }
        }
    }
}
