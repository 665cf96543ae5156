import Facets

/// What the shim's own programs did: `start` under `launch` of the step that needed it, `delete`, what `cli` steps ran.
struct ProgramExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        for run in reading.runs {
            for (number, program) in run.programs {
                let path = program.purpose == "start" ? run.path.appending("launch") : run.path
                let reader = MessageReader(names: reading.names, clock: reading.clock, number: number)
                for facet in facets(of: program, isAsked: run.verb == "cli", reader) {
                    draft.set(
                        path.appending(FacetPath(facet.path)), facet.state, iteration: run.reference.iteration)
                }
            }
        }
    }

    private func facets(
        of program: ProgramRecord, isAsked: Bool, _ reader: MessageReader
    ) -> MessageReader.Facets {
        var facets: MessageReader.Facets = []
        switch program.end {
        case .exited(let code): facets.append((["rc"], .seen(.integer(Int64(code)))))
        case .signalled(let signal): facets.append((["rc"], .seen(.text("signal:\(signal)"))))
        case .timedOut, .notStarted: return []
        }
        // Log lines with their times would make every trial's facets differ: but for a step that asks for it, what was
        // written to stderr is evidence.
        if isAsked { facets.append((["stderr"], .seen(Self.text(program.stderr.bytes, reader.names)))) }
        switch program.purpose {
        case "start": facets.append((["answer"], .seen(.text(Self.form(of: program.stdout.bytes)))))
        case "delete": facets += deleted(program, reader)
        default: facets.append((["stdout"], .seen(Self.text(program.stdout.bytes, reader.names))))
        }
        return facets
    }

    /// `delete` prints a DeleteResponse and nothing else; one that prints nothing says that all is zero.
    private func deleted(_ program: ProgramRecord, _ reader: MessageReader) -> MessageReader.Facets {
        switch reader.read(program.stdout.bytes, TaskMethods.deleted) {
        case .success(let facets): facets
        case .failure(let fault): [(["malformed"], .seen(.text("\(fault)")))]
        }
    }

    /// Output of a program as a value; longer than a message, since it is shown whole in reports.
    private static func text(_ bytes: [UInt8], _ names: Names) -> FacetValue {
        MessageReader.text(bytes, names)
    }

    /// How the answer to `start` is spelled: told by its first byte, as in containerd's own code.
    static func form(of bytes: [UInt8]) -> String {
        switch bytes.first {
        case nil: "empty"
        case UInt8(ascii: "{"): "json"
        case 8: "message"
        default: bytes.starts(with: "unix://".utf8) || bytes.starts(with: "vsock://".utf8) ? "address" : "garbage"
        }
    }
}
