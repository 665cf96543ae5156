import Recordings
import Scenarios
import Testing

extension RealShims {
    @Suite("Raw calls") struct Raws {
        private let sleeper = ContainerSpec.main("sleep")
        private let state: [RawField] = [RawField(1, .text("{main}"))]

        @Test("fields go out as they are given, with the trial's own names in them")
        func fields() async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main)),
                        .do(
                            .raw(main, RawCall(method: "State", fields: state)), "state",
                            expect: ["status": .scalar("created"), "id": .scalar("main")]),
                        .do(
                            .raw(main, RawCall(method: "State", fields: [RawField(1, .integer(5))])), "wrong",
                            expect: ["error": .any]),
                        .do(
                            .raw(main, RawCall(method: "NoSuch")), "method", expect: ["error": .scalar("unimplemented")]),
                        .do(
                            .raw(main, RawCall(service: "no.Such", method: "State")), "service",
                            expect: ["error": .scalar("unimplemented")]),
                        .do(
                            .raw(main, RawCall(method: "State", bytes: [0xff, 0xff, 0xff])), "bytes",
                            expect: ["error": .any]),
                    ]))
            tried.expectClean()
        }

        @Test(
            "after a fault the trial goes on, on a new connection if need be",
            arguments: [
                (.drop, "broken", true), (.oversize, "resource_exhausted", false), (.expired, nil, false),
            ] as [(RawCall.Fault, String?, Bool)])
        func faults(fault: RawCall.Fault, error: String?, anew: Bool) async throws {
            let call = RawCall(method: "State", fields: state, fault: fault)
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main)),
                        .do(.raw(main, call), "fault", expect: ["error": error.map { .scalar($0) } ?? .oneOf([.ok, .any])]),
                        .do(.state(main), expect: ["status": .scalar("created")]), .do(.start(main)),
                    ]))
            tried.expectClean()
            #expect(tried.marks.contains("reconnected") == anew)
        }

        @Test("a frame of no known type is not answered; that costs its deadline, and the trial goes on")
        func type() async throws {
            let tried = try await attempt(
                .of(
                    [sleeper],
                    [
                        .do(.create(main)),
                        .do(
                            .raw(main, RawCall(method: "State", fields: state, fault: .type)), "fault",
                            within: .milliseconds(300), expect: ["error": .scalar("timeout")]),
                        .do(.state(main), expect: ["status": .scalar("created")]),
                        .do(
                            .raw(main, RawCall(method: "State", fields: state, fault: .reused)), "reused",
                            within: .milliseconds(500), expect: ["error": .oneOf([.ok, .any])]),
                    ]))
            tried.expectClean()
        }
    }
}
