import Foundation
import Recordings
import Testing

@Suite("Observation lines")
struct ObservationLineTests {
    @Test("the hand-written line says what Codable says", arguments: 0..<400)
    func roundTrip(seed: UInt64) throws {
        var random = Generator(seed: seed)
        let observation = random.observation()
        let line = ObservationLine.encode(observation)
        #expect(!line.contains(0x0a))
        #expect(try ObservationLine.decode(line) == observation)
        // The other way: what JSONEncoder writes is the same document.
        let other = try JSONEncoder().encode(observation)
        #expect(try ObservationLine.decode(Array(other)) == observation)
        let documents = try [Data(line), other].map {
            try #require(try JSONSerialization.jsonObject(with: $0) as? NSDictionary)
        }
        #expect(documents[0] == documents[1])
    }

    @Test("the form is the documented one")
    func form() {
        let observation = Observation(
            number: 1, at: 12, step: StepReference(subject: "main", name: ["kill"]),
            what: .call(
                CallRecord(
                    service: "s", method: "Kill", sentAt: 1, receivedAt: 2, request: RawBytes([1, 2]),
                    outcome: .refused(code: 5, message: "no \"x\"", details: RawBytes()))))
        let text =
            #"{"number":1,"at":12,"step":{"subject":"main","name":["kill"],"iteration":[]},"#
            + #""call":{"service":"s","method":"Kill","sentAt":1,"receivedAt":2,"request":"AQI=","#
            + #""outcome":{"refused":{"code":5,"message":"no \"x\"","details":""}}}}"#
        #expect(String(decoding: ObservationLine.encode(observation), as: UTF8.self) == text)
    }

    @Test(
        "what is no observation is refused with its reason",
        arguments: [
            ("", "malformed"), ("{", "malformed"), ("[]", "wrong type"), ("{}", "number"),
            (#"{"number":1,"at":1}"#, "malformed"), (#"{"number":1,"at":1,"mark":"a","violation":"b"}"#, "malformed"),
            (#"{"number":1,"at":-1,"mark":"a"}"#, "at"), (#"{"number":1,"at":1,"log":"%"}"#, "log"),
            (#"{"number":1,"at":1,"stepEnded":"flown"}"#, "malformed"),
            (#"{"number":1,"at":1,"surprise":{}}"#, "malformed"),
        ])
    func refuses(line: String, reason: String) {
        let error = #expect(throws: RecordingError.self) { try ObservationLine.decode(Array(line.utf8)) }
        #expect(error?.description.contains(reason) == true, "\(String(describing: error))")
    }

    @Test("a member of a later version beside the known ones is passed over")
    func later() throws {
        let line = #"{"number":1,"at":1,"mark":"clean","thread":7}"#
        #expect(try ObservationLine.decode(Array(line.utf8)).what == .mark("clean"))
    }

    @Test("a line from before owners and modes were looked at is read")
    func earlier() throws {
        let line = #"{"number":1,"at":1,"host":{"moment":"before-clean","left":[],"gone":[]}}"#
        let difference = HostDifference(moment: "before-clean", left: [], gone: [])
        #expect(try ObservationLine.decode(Array(line.utf8)).what == .host(difference))
    }

    @Test("base64 of every length is Foundation's", arguments: 0..<40)
    func base64(count: Int) {
        let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 200) }
        let line = ObservationLine.encode(Observation(number: 1, at: 1, step: nil, what: .log(RawBytes(bytes))))
        #expect(String(decoding: line, as: UTF8.self).contains("\"\(Data(bytes).base64EncodedString())\""))
    }
}

extension Generator {
    mutating func raw() -> RawBytes { RawBytes(bytes(0...40)) }

    mutating func programEnd() -> ProgramEnd {
        [.exited(Int32.random(in: 0...255, using: &self)), .signalled(9), .timedOut, .notStarted(text())]
            .randomElement(using: &self) ?? .timedOut
    }

    mutating func observation() -> Observation {
        let step = StepReference(
            subject: text(), name: [text()], iteration: (0..<Int.random(in: 0...2, using: &self)).map { $0 })
        return Observation(
            number: Int.random(in: 0...1000, using: &self), at: number(), step: Bool.random(using: &self) ? step : nil,
            what: observed())
    }

    private mutating func observed() -> Observed {
        switch Int.random(in: 0...19, using: &self) {
        case 0: return .anchors(Anchors(monotonic: number(), wall: number(), boot: number()))
        case 1:
            return .bound(
                Binding(kind: Binding.Kind.allCases.randomElement(using: &self) ?? .id, value: text(), name: text()))
        case 2: return .stepBegan(verb: text())
        case 3:
            let ends: [StepEnd] = [
                .done, .skipped(blame: text()), .hung(deadlineNanoseconds: number()), .unsupported(text()),
            ]
            return .stepEnded(ends.randomElement(using: &self) ?? .done)
        case 4:
            let outcomes: [CallOutcome] = [
                .answered(raw()), .refused(code: 5, message: text(), details: raw()), .timedOut, .broken(text()),
            ]
            return .call(
                CallRecord(
                    service: text(), method: text(), sentAt: number(), receivedAt: number(), request: raw(),
                    outcome: outcomes.randomElement(using: &self) ?? .timedOut))
        case 5:
            return .program(
                ProgramRecord(
                    purpose: text(), arguments: [text(), text()], environment: [text()], startedAt: number(),
                    endedAt: number(), end: programEnd(), stdout: raw(), stderr: raw()))
        case 6:
            return .event(
                EventRecord(
                    topic: text(), namespace: text(), publishedSeconds: Int64(bitPattern: number()),
                    publishedNanos: .min, type: text(), body: raw()))
        case 7: return .output(OutputRecord(subject: text(), stream: .stderr, offset: 7, bytes: raw()))
        case 8:
            return .outputEnded(
                OutputEnd(subject: text(), stream: .stdout, length: 7, digest: text(), closed: .random(using: &self)))
        case 9: return .log(raw())
        case 10: return .exited(ExitRecord(role: text(), pid: -1, end: programEnd()))
        case 11:
            let residue = Residue(
                kind: Residue.Kind.allCases.randomElement(using: &self) ?? .file, identity: text(), detail: text())
            return .host(
                HostDifference(
                    moment: text(), left: [residue], gone: [residue, residue],
                    changed: Bool.random(using: &self) ? [residue] : []))
        case 12: return .hang(HangRecord(deadlineNanoseconds: number(), stacks: [text(), text()]))
        case 13: return .violation(text())
        case 14: return .infrastructure(InfrastructureFailure(doing: text(), to: text(), why: text()))
        case 15: return .posture(posture())
        case 16:
            return .footprint(
                FootprintRecord(
                    processes: [
                        Footprint(role: text(), pid: 7, command: text()),
                        Footprint(
                            role: text(), pid: 8, command: text(), residentBytes: number(),
                            proportionalBytes: number(), privateBytes: number(), swappedBytes: number(),
                            peakBytes: number(), threads: 3, descriptors: 4),
                    ], unseen: 1))
        case 17:
            return .asked(
                AskedRecord(
                    call: number(), machine: text(), service: text(), method: text(), connection: number(),
                    timeoutNanoseconds: Int64(bitPattern: number()), message: held()))
        case 18: return .replied(RepliedRecord(call: number(), code: 5, words: text(), message: held()))
        default: return .mark(text())
        }
    }

    mutating func held() -> HeldMessage {
        HeldMessage(
            bytes: raw(), length: 70,
            taken: Bool.random(using: &self)
                ? [TakenField(field: 3, length: 30, digest: text(), head: raw())] : [])
    }

    private mutating func posture() -> PostureRecord {
        let role = ["shim:main", "workload:main", "workload:main.cat", "helper:\(text())", text()]
        let processes = (0..<Int.random(in: 0...3, using: &self)).map { _ in
            Posture(
                role: role.randomElement(using: &self) ?? "", pid: Int32.random(in: -1...99, using: &self),
                command: text(), arguments: [text(), text()],
                privileges: Privileges(
                    users: [0, .max], groups: [1], supplementary: [5, 6],
                    capabilities: CapabilitySets(
                        effective: number(), permitted: number(), inheritable: number(), bounding: number(),
                        ambient: number()),
                    noNewPrivileges: [nil, true, false].randomElement(using: &self) ?? nil,
                    seccompMode: [nil, 0, 2, -7].randomElement(using: &self) ?? nil, seccompFilters: 3,
                    blockedSignals: number(), ignoredSignals: number(), umask: text(), threads: 4),
                namespaces: ["mnt": number(), text(): number()], cgroups: ["v2": text(), text(): text()],
                label: Bool.random(using: &self) ? text() : nil, oomScoreAdjust: -998, root: text(),
                directory: Bool.random(using: &self) ? text() : nil,
                descriptors: [
                    OpenDescriptor(number: 0, target: text()), OpenDescriptor(number: 9, target: "pipe:[7]"),
                ],
                descriptorCount: Bool.random(using: &self) ? 2 : nil)
        }
        return PostureRecord(
            laneNamespaces: ["mnt": number()], laneCgroups: ["v2": text()], processes: processes, unseen: 2)
    }
}
