import Drivers
import Glibc
import Host
import Linux
import Recordings

/// The stand-in guest of a trial while that lasts.
struct RunningStandin: RunningCompanion {
    /// How long it may take to end everything that runs in its guests.
    static let stopDeadline = Duration.seconds(30)
    /// What is read of its record; a trial has some 100 kB.
    static let recordLimit = 32 << 20

    let place: StandinPlace
    let process: SpawnedProcess
    let input: Descriptor
    let said: SaidLines
    let logs: LogSockets
    let recorder: Recorder

    func stop() async {
        let trouble = await end()
        await logs.stop()
        takeRecord()
        for why in trouble + place.remove(StandinConfiguration.socket) {
            fail("stopping", why)
        }
    }

    /// Ends one that never served; what it has said.
    func abandon() async -> String {
        let trouble = await end()
        _ = place.remove(StandinConfiguration.socket)
        return (await said.all() + trouble).joined(separator: "; ")
    }

    /// Ends it as it is meant to be ended, else by force.
    ///
    /// - Returns: What went wrong.
    private func end() async -> [String] {
        input.close()
        let exit = try? await process.exit(within: Self.stopDeadline)
        if let exit, exit.status == .exited(0) { return [] }
        if exit == nil {
            _ = try? process.send(SIGKILL)
            _ = try? await process.exit(within: .seconds(5))
        }
        let how = exit.map { "it ended with \($0.status)" } ?? "it did not end within \(Self.stopDeadline)"
        let cleaned = await Program(purpose: "clean", arguments: place.cleaning).run(within: Self.stopDeadline)
        let words = await said.all().dropFirst().joined(separator: "; ")
        var trouble = [words.isEmpty ? how : "\(how): \(words)"]
        if cleaned.end != .exited(0) { trouble.append("cleaning up after it: \(cleaned.stderr.oneLine)") }
        return trouble
    }

    /// Hands on what the stand-in was asked and has answered.
    private func takeRecord() {
        let read: (bytes: [UInt8], cut: Bool)
        do {
            read = try Files.read(place.record, limit: Self.recordLimit)
        } catch {
            return fail("reading", "\(error)")
        }
        let record = CompanionRecord(read.bytes, numberedFrom: 1)
        for observation in record.observations { recorder.record(observation.what, at: observation.at) }
        if read.cut { recorder.record(.mark(CompanionRecord.full), at: Stamp.now.nanoseconds) }
        if let fault = record.fault { fail("reading", "\(record.passedOver) lines are none: \(fault)") }
    }

    private func fail(_ doing: String, _ why: String) {
        recorder.record(
            .infrastructure(InfrastructureFailure(doing: doing, to: "the stand-in guest", why: why)),
            at: Stamp.now.nanoseconds)
    }
}

/// What a program says, line by line; the first 64 kB.
actor SaidLines {
    private static let limit = 64 << 10

    private let descriptor: Descriptor
    private let poller: Poller
    private var bytes: [UInt8] = []

    init(_ descriptor: Descriptor, _ poller: Poller) {
        self.descriptor = descriptor
        self.poller = poller
    }

    /// The first line; nil where none comes in time.
    func first(until deadline: Stamp) async -> String? {
        while true {
            if let end = bytes.firstIndex(of: 10) { return Self.line(bytes[..<end]) }
            guard bytes.count < Self.limit, (try? await poller.readable(descriptor, until: deadline)) == true,
                let more = try? descriptor.read(upTo: Self.limit - bytes.count), !more.isEmpty
            else { return nil }
            bytes += more
        }
    }

    /// Every line, of a program that has ended.
    func all() async -> [String] {
        while bytes.count < Self.limit, (try? await poller.readable(descriptor, until: .after(.seconds(1)))) == true,
            let more = try? descriptor.read(upTo: Self.limit - bytes.count), !more.isEmpty
        { bytes += more }
        return bytes.split(separator: 10).map(Self.line)
    }

    private static func line(_ bytes: ArraySlice<UInt8>) -> String { RawBytes(Array(bytes)).oneLine }
}
