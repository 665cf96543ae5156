import Facets

/// A recording as lines: calls, events, output and whatever else was seen, in the order of the recording; what a companion
/// saw, which comes last in it, by its times.
package func transcript(_ recording: Recording) -> [TranscriptLine] {
    let reading = Reading(recording)
    let begin = recording.observations.first?.at ?? 0
    return inOrder(recording.observations).compactMap { observation in
        guard let (kind, text, took) = line(observation, reading) else { return nil }
        let step = observation.step.map { FacetPath([$0.subject] + $0.name).description + rounds($0.iteration) }
        // A stamp before the first one is a damaged recording's; it is shown as the begin.
        return TranscriptLine(
            at: observation.at - min(observation.at, begin), step: step ?? "", kind: kind,
            text: bounded(reading.names.inPlace(text)), took: took)
    }
}

private func inOrder(_ observations: [Observation]) -> [Observation] {
    func isCompanions(_ observation: Observation) -> Bool {
        switch observation.what {
        case .asked, .replied: true
        default: false
        }
    }
    var companions = observations.filter(isCompanions).sorted { ($0.at, $0.number) < ($1.at, $1.number) }[...]
    guard !companions.isEmpty else { return observations }
    var ordered: [Observation] = []
    for observation in observations where !isCompanions(observation) {
        let before = companions.prefix { $0.at <= observation.at }
        ordered += before
        companions.removeFirst(before.count)
        ordered.append(observation)
    }
    return ordered + companions
}

private func rounds(_ iteration: [Int]) -> String {
    iteration.isEmpty ? "" : "[" + iteration.map(String.init).joined(separator: ".") + "]"
}

/// Characters of one line: an answer's fields fit in, a workload's output doesn't.
private func bounded(_ text: String, limit: Int = 400) -> String {
    let scalars = text.unicodeScalars
    guard let end = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
        end < scalars.endIndex
    else { return text }
    return String(scalars[..<end]) + "…"
}

private typealias Words = (kind: TranscriptLine.Kind, text: String, took: UInt64?)

private func line(_ observation: Observation, _ reading: Reading) -> Words? {
    switch observation.what {
    case .stepBegan(let verb): (.step, "\(verb) begins", nil)
    case .stepEnded(let end): words(end).map { (.step, $0, nil) }
    case .call(let call):
        (
            .call, "\(call.method): \(words(call, observation.number, reading))",
            call.receivedAt - min(call.receivedAt, call.sentAt)
        )
    case .program(let program):
        (
            .program, "\(program.purpose): \(words(program.end)); \(text(program.stdout.bytes + program.stderr.bytes))",
            program.endedAt - min(program.endedAt, program.startedAt)
        )
    case .event(let event): (.event, words(event, observation.number, reading), nil)
    case .asked(let asked):
        (.asked, "#\(asked.call) \(asked.service)/\(asked.method): \(asked.message.length) bytes", nil)
    case .replied(let replied):
        (
            .asked,
            "#\(replied.call): "
                + (replied.code == 0 ? "answered" : "\(ErrorCodes.name(of: replied.code)): \(replied.words)"), nil
        )
    case .output(let output): (.output, "\(output.subject) \(output.stream.rawValue): \(text(output.bytes.bytes))", nil)
    case .outputEnded(let end):
        (
            .output,
            "\(end.subject) \(end.stream.rawValue) \(end.closed ? "ends" : "was given up") after \(end.length) bytes",
            nil
        )
    case .log(let bytes): (.log, text(bytes.bytes), nil)
    case .systemLog(let record): (.log, "to the \(record.way.rawValue): \(text(record.bytes.bytes))", nil)
    case .exited(let exit): (.exit, "\(exit.role) \(words(exit.end))", nil)
    case .host(let host): words(host).map { (.host, $0, nil) }
    case .hang(let hang): (.hang, "no end in \(hang.deadlineNanoseconds / 1_000_000) ms", nil)
    case .violation(let what): (.trouble, what, nil)
    case .infrastructure(let failure): (.trouble, "\(failure.doing) \(failure.to): \(failure.why)", nil)
    case .mark(let name): (.mark, name, nil)
    case .anchors, .bound, .posture, .footprint: nil
    }
}

private func words(_ end: StepEnd) -> String? {
    switch end {
    case .done: nil
    case .skipped(let blame): "skipped for \(blame)"
    case .hung(let deadline): "hangs: no end in \(deadline / 1_000_000) ms"
    case .unsupported(let why): "unsupported: \(why)"
    }
}

private func words(_ end: ProgramEnd) -> String {
    switch end {
    case .exited(let code): "exited with \(code)"
    case .signalled(let signal): "ended by signal \(signal)"
    case .timedOut: "killed at its deadline"
    case .notStarted(let why): "not started: \(why)"
    }
}

private func words(_ host: HostDifference) -> String? {
    let parts = [("left", host.left), ("gone", host.gone), ("changed", host.changed)].filter { !$0.1.isEmpty }
    guard !parts.isEmpty else { return nil }
    return parts.map { name, all in
        "\(name): " + all.sorted().prefix(6).map { "\($0.kind.rawValue) \($0.identity)" }.joined(separator: ", ")
            + (all.count > 6 ? " and \(all.count - 6) more" : "")
    }.joined(separator: "; ")
}

private func words(_ call: CallRecord, _ number: Int, _ reading: Reading) -> String {
    switch call.outcome {
    case .answered(let answer): fields(answer.bytes, TaskMethods.answer(of: call.method), number, reading)
    case .refused(let code, let message, _): "\(ErrorCodes.name(of: code)): \(message)"
    case .timedOut: "no answer by the deadline"
    case .broken(let why): "broken: \(why)"
    }
}

private func words(_ event: EventRecord, _ number: Int, _ reading: Reading) -> String {
    let table = EventTables.table(ofType: event.type)?.message ?? MessageTable()
    var whom = ""
    if case .success(let fields) = Wire.fields(of: event.body.bytes) { whom = fields.text(1) + " " }
    return "\(event.topic) \(whom)\(fields(event.body.bytes, table, number, reading))"
}

/// The fields of a message that are not what a message without them says.
private func fields(_ bytes: [UInt8], _ table: MessageTable, _ number: Int, _ reading: Reading) -> String {
    let reader = MessageReader(names: reading.names, clock: reading.clock, number: number)
    switch reader.read(bytes, table) {
    case .failure(let fault): return "malformed (\(fault))"
    case .success(let facets):
        let shown = facets.filter {
            $0.state != .absent && $0.state != .seen(.text("")) && $0.state != .seen(.bool(false))
        }
        return shown.isEmpty
            ? "ok" : shown.map { "\($0.path.joined(separator: "/"))=\(plain($0.state))" }.joined(separator: " ")
    }
}

private func plain(_ state: FacetState) -> String {
    if case .seen(.text(let text)) = state { text } else { state.described(limit: 120) }
}

/// Bytes that may be no text: their begin, what is no UTF-8 replaced.
private func text(_ bytes: [UInt8]) -> String {
    let head = String(decoding: bytes.prefix(400), as: UTF8.self)
    return bytes.count > 400 ? "\(head)… (\(bytes.count) bytes)" : head
}
