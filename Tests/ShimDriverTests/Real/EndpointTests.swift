import Drivers
import Linux
import Matrices
import Recordings
import RuncFamily
import Scenarios
import Testing

/// runc's family with an endpoint by HTTP, which the test itself serves.
private struct Endpointed: ShimFamily {
    let path: String
    private let own = Runc()

    init(path: String) { self.path = path }

    var name: String { own.name }
    var extractors: [any Extractor] { own.extractors }
    var abilities: FamilyAbilities {
        var abilities = own.abilities
        abilities.endpoints = ["management"]
        return abilities
    }
    func installed() -> [Contender] { own.installed() }
    func identify(
        _ contender: Contender, run: @Sendable (String, [String]) async -> ProgramRecord
    ) async throws -> ContenderIdentity { try await own.identify(contender, run: run) }
    func options(for contender: Contender, folder: String) -> TaskOptions? {
        own.options(for: contender, folder: folder)
    }
    func deadlineNanoseconds(of verb: String) -> UInt64 { own.deadlineNanoseconds(of: verb) }
    func stackSignal(of contender: Contender) -> Int32? { own.stackSignal(of: contender) }
    func endpoint(_ name: String, of contender: Contender, task: String) -> String? { path }
}

extension RealShims {
    @Suite("Endpoints by HTTP") struct Endpoints {
        enum Manner: String, CaseIterable, Sendable {
            case answers, stays, hangs, closes, talks, tears, absent
        }

        private func serve(_ manner: Manner, _ listener: Descriptor, until deadline: Stamp) async throws {
            guard let connection = try await Poller.shared.accept(listener, until: deadline) else { return }
            _ = try await Poller.shared.readable(connection, until: deadline)
            // One that closes has not even read the question.
            if manner != .closes { _ = try connection.read(upTo: 4096) }
            let answer = "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na 1"
            switch manner {
            case .answers: _ = try await Poller.shared.writeAll(connection, Array(answer.utf8), until: deadline)
            case .stays:
                _ = try await Poller.shared.writeAll(connection, Array(answer.utf8), until: deadline)
                try await Poller.shared.sleep(until: .after(.seconds(3)))
            case .hangs: try await Poller.shared.sleep(until: .after(.seconds(3)))
            case .talks: _ = try await Poller.shared.writeAll(connection, Array("220 hello\r\n".utf8), until: deadline)
            case .tears:
                _ = try await Poller.shared.writeAll(connection, Array(answer.utf8.dropLast()), until: deadline)
            case .closes, .absent: return
            }
        }

        private func tried(_ manner: Manner, _ steps: [Step]) async throws -> Tried {
            let path = "/tmp/kumite-endpoint-\(UInt64.random(in: 0...UInt64.max))"
            defer { _ = Files.removeTree(path) }
            let listener = manner == .absent ? nil : try UnixSocket.listen(.path(path))
            let deadline = Stamp.after(.seconds(60))
            let server = Task { if let listener { try await serve(manner, listener, until: deadline) } }
            defer { server.cancel() }
            return try await attempt(
                .of([.main("sleep")], [.do(.create(main)), .do(.start(main))] + steps), family: Endpointed(path: path))
        }

        @Test("each manner of an endpoint is told as it is, and the shim lives through it", arguments: Manner.allCases)
        func manners(_ manner: Manner) async throws {
            let question = Action.http(HTTPRequest(endpoint: "management", path: "/metrics"))
            let expected: [String: Matcher] =
                switch manner {
                case .answers, .stays: ["status": .scalar("200"), "survived": .scalar("true")]
                case .hangs: ["error": .scalar("timeout")]
                case .closes: ["error": .scalar("broken"), "survived": .scalar("true")]
                case .talks, .tears: ["status": .absent, "malformed": .any, "survived": .scalar("true")]
                case .absent: ["error": .scalar("unavailable"), "survived": .scalar("true")]
                }
            let tried = try await tried(manner, [.do(question, "asked", within: .seconds(1), expect: expected)])
            #expect(tried.unmet.filter { $0.hasPrefix("run/asked") } == [], "\(tried.story)")
            #expect(tried.infrastructure == [])
            let call = try #require(tried.calls.first { $0.method == "http" })
            #expect(call.request.bytes == Array("GET /metrics".utf8))
        }

        @Test("a shim that dies while it is asked is told to have died of it")
        func dies() async throws {
            let question = Action.http(HTTPRequest(endpoint: "management", path: "/metrics"))
            let tried = try await tried(
                .hangs,
                [
                    .do(
                        question, "asked", within: .seconds(2),
                        expect: ["error": .scalar("timeout"), "survived": .scalar("false")]),
                    .do(.crash(role: "shim", .kill), at: Moment(.step("asked"), afterNanoseconds: 50_000_000)),
                ])
            #expect(tried.unmet.filter { $0.hasPrefix("run/asked") } == [], "\(tried.story)")
            #expect(tried.marks.contains("shim-died"))
        }
    }
}
