import Facets
import Recordings
import Scenarios
import Testing

@Suite("Transcripts")
struct TranscriptTests {
    private static let scenario = Scenario(
        id: "a/b", title: "t", because: "b", origin: ["o"], covers: ["c"],
        containers: [ContainerSpec(name: "main", process: ProcessSpec(arguments: ["probe"]))],
        steps: [Step(action: .kill(Subject(container: "main"), signal: 15, all: false), name: ["kill"])])

    private static func recording(_ own: TrialOwn) -> Recording {
        var builder = RecordingBuilder(own)
        builder.bind(.id, builder.id("main"), "main")
        let (id, folder) = (builder.id("main"), own.folder)
        builder.step("main", "kill") { builder, step in
            builder.call("Kill", step, .refused(code: 5, message: "no \(id) in \(folder)", details: RawBytes()))
        }
        builder.step("main", "wait", .hung(deadlineNanoseconds: 2_000_000_000)) { builder, step in
            builder.call("Wait", step, .timedOut)
        }
        builder.add(.log(RawBytes(Array("\u{1b}[31m".utf8) + [0xff])))
        builder.add(
            .output(
                OutputRecord(
                    subject: "main", stream: .stdout, offset: 0,
                    bytes: RawBytes(
                        Array(repeating: 0x61, count: 5000)))))
        return Recording(scenario: scenario, observations: builder.observations)
    }

    @Test("calls, steps and what was written, with times since the begin and names in place")
    func lines() {
        let lines = transcript(Self.recording(TrialOwn()))
        #expect(
            lines.map(\.text).prefix(6) == [
                "kill begins", "Kill: not_found: no main in folder", "wait begins", "Wait: no answer by the deadline",
                "hangs: no end in 2000 ms", "\u{1b}[31m\u{fffd}",
            ])
        #expect(lines.map(\.step).prefix(3) == ["main/kill", "main/kill", "main/wait"])
        #expect(lines.first?.at == 4_000_000 && lines[1].took == 1_000_000)
        #expect(lines.allSatisfy { $0.text.unicodeScalars.count <= 401 })
    }

    @Test("two trials that show the same have one transcript, but for its times")
    func same() {
        var other = TrialOwn()
        (other.nonce, other.folder, other.firstPid, other.monotonic, other.pace) = ("zz9", "/tmp/k/zz9", 77, 5, 3)
        func told(_ own: TrialOwn) -> [[String]] {
            transcript(Self.recording(own)).map { [$0.step, $0.kind.rawValue, $0.text] }
        }
        #expect(told(TrialOwn()) == told(other))
    }

    @Test("what a companion saw stands where it was seen, though it was recorded last")
    func companions() {
        var recording = Self.recording(TrialOwn())
        let at = recording.observations.first { if case .call = $0.what { true } else { false } }?.at ?? 0
        for what in [
            Observed.replied(RepliedRecord(call: 1, code: 5, words: "gone", message: HeldMessage([]))),
            .asked(
                AskedRecord(
                    call: 1, machine: "", service: "s", method: "m", connection: 1, timeoutNanoseconds: 0,
                    message: HeldMessage([]))),
        ] {
            var time = at - 1
            if case .replied = what { time = at }
            recording.observations.append(
                Observation(number: recording.observations.count + 1, at: time, step: nil, what: what))
        }
        let told = transcript(recording).map(\.text)
        #expect(
            told.prefix(4) == [
                "kill begins", "#1 s/m: 0 bytes", "#1: not_found: gone", "Kill: not_found: no main in folder",
            ])
        #expect(told.count == transcript(Self.recording(TrialOwn())).count + 2)
    }

    @Test("stamps that run backwards are no crash")
    func backwards() {
        var recording = Self.recording(TrialOwn())
        for place in recording.observations.indices { recording.observations[place].at = UInt64(100 - place) }
        #expect(transcript(recording).allSatisfy { $0.at == 0 })
    }
}
