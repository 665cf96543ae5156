import Facets

/// What the shim answered to every step's call: the typed fields, or the message of a refusal.
struct CallExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        for run in reading.runs {
            guard let (number, call) = run.primary else { continue }
            switch call.outcome {
            case .answered(let answer):
                draft.set(run.path.appending("message"), .absent, iteration: run.reference.iteration)
                // An answer by HTTP is no message.
                guard run.verb != "http" else { continue }
                let reader = MessageReader(names: reading.names, clock: reading.clock, number: number)
                read(answer.bytes, call.method, of: run, reader, &draft)
            case .refused(_, let message, let details):
                set(message, of: run, reading.names, &draft)
                guard !details.bytes.isEmpty else { continue }
                let summary = FacetValue.bytes(ByteSummary(of: details.bytes))
                draft.set(run.path.appending("details"), .seen(summary), iteration: run.reference.iteration)
            case .broken(let why) where Fate(of: run).error != .absent: set(why, of: run, reading.names, &draft)
            case .broken, .timedOut:
                draft.set(run.path.appending("message"), .absent, iteration: run.reference.iteration)
            }
        }
    }

    private func set(_ message: String, of run: StepRun, _ names: Names, _ draft: inout Draft) {
        let text = MessageReader.text(Array(message.utf8.prefix(4096)), names)
        draft.set(run.path.appending("message"), .seen(text), iteration: run.reference.iteration)
    }

    private func read(
        _ bytes: [UInt8], _ method: String, of run: StepRun, _ reader: MessageReader, _ draft: inout Draft
    ) {
        let iteration = run.reference.iteration
        switch Wire.fields(of: bytes) {
        case .failure(let fault):
            draft.set(run.path.appending("malformed"), .seen(.text("\(fault)")), iteration: iteration)
            for name in TaskMethods.answer(of: method).names + more(method) {
                let state = FacetState.unreached(step: run.path.description)
                draft.set(run.path.appending(FacetPath(name)), state, iteration: iteration)
            }
        case .success(let fields):
            var facets = reader.read(fields, TaskMethods.answer(of: method))
            if method == "Pids" { facets += PidsAnswer.facets(fields, reader) }
            if method == "Stats" { facets += StatsAnswer.facets(fields) }
            for facet in facets {
                draft.set(run.path.appending(FacetPath(facet.path)), facet.state, iteration: iteration)
            }
        }
    }

    private func more(_ method: String) -> [[String]] {
        switch method {
        case "Pids": StepFacets.names(of: "pids")
        case "Stats": StepFacets.names(of: "stats")
        default: []
        }
    }
}

/// The processes that Pids answers; their order is not fixed.
enum PidsAnswer {
    static func facets(_ fields: [Wire.Field], _ reader: MessageReader) -> MessageReader.Facets {
        var pids: [FacetValue] = []
        var execs: [FacetValue] = []
        for case .run(let bytes) in fields.lazy.filter({ $0.number == 1 }).map(\.value) {
            guard case .success(let process) = Wire.fields(of: bytes) else {
                pids.append(.text("malformed"))
                continue
            }
            pids.append(.text(reader.names.pid(process.varint(1) ?? 0, seenAt: reader.number)))
            // Only processes of an exec have details: containerd.runc.v1.ProcessDetails, whose field 1 is the exec's id.
            guard let info = process.message(2), let details = info.message(2) else { continue }
            execs.append(MessageReader.text(details.run(1) ?? [], reader.names))
        }
        return [(["list"], .seen(.bag(of: pids))), (["execs"], .seen(.bag(of: execs)))]
    }
}

/// The metrics that Stats answers: which families there are, and the limits, which are exact.
enum StatsAnswer {
    static func facets(_ fields: [Wire.Field]) -> MessageReader.Facets {
        let rest = StepFacets.names(of: "stats").filter { $0 != ["type"] }
        guard let any = fields.message(1), let table = MetricTables.table(ofType: any.text(1)),
            let metrics = any.run(2), case .success(let found) = Wire.fields(of: metrics)
        else { return rest.map { ($0, .absent) } }
        let families = Set(found.map(\.number)).map { FacetValue.text(table.families[$0] ?? "unknown:\($0)") }
        return [
            (["families"], .seen(.bag(of: families))),
            (["memory", "limit"], number(table.memoryLimit, in: found)),
            (["pids", "limit"], number(table.pidsLimit, in: found)),
            (["pids", "current"], number(table.pidsCurrent, in: found)),
        ]
    }

    /// A number deep inside; absent when a message on the way is.
    private static func number(_ path: [Int], in fields: [Wire.Field]) -> FacetState {
        var fields = fields
        for step in path.dropLast() {
            guard let inner = fields.message(step) else { return .absent }
            fields = inner
        }
        return .seen(MessageReader.integer(path.last.flatMap { fields.varint($0) } ?? 0))
    }
}
