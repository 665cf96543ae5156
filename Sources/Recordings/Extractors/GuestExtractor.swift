import Facets
import Scenarios

/// What the workload sees from inside: the report of a process that is `probe report`, under `guest` of its subject.
///
/// `guest` itself is the number of the report's contract, or says why there is none.
struct GuestExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        let reporters = reading.reporters
        guard !reporters.isEmpty else { return }
        let lives = Lives(reading)
        for subject in reporters.sorted() {
            let path = FacetPath(subject, "guest")
            let outputs = lives.whole(of: subject, .stdout)
            guard !outputs.isEmpty else {
                draft.set(path, .unreached(step: Self.step(of: subject, reading)))
                continue
            }
            let isRepeated = reading.isRepeated(subject)
            // Without repetition a name that is given again is the last one's.
            for (time, bytes) in (isRepeated ? outputs[...] : outputs.suffix(1)).enumerated() {
                show(bytes, at: path, isRepeated ? [time] : [], reading.names, &draft)
            }
        }
    }

    private func show(
        _ bytes: [UInt8], at path: FacetPath, _ iteration: [Int], _ names: Names, _ draft: inout Draft
    ) {
        guard !bytes.isEmpty else { return draft.set(path, .absent, iteration: iteration) }
        do throws(GuestReport.Fault) {
            let report = try GuestReport(bytes)
            let version = report.document[GuestReport.version]?.key.flatMap { Int64($0) } ?? 0
            draft.set(path, .seen(.integer(version)), iteration: iteration)
            for facet in GuestFacets(report.document, names).all {
                draft.set(path.appending(FacetPath(facet.path)), facet.state, iteration: iteration)
            }
        } catch {
            draft.set(path, .seen(.text(error.rawValue)), iteration: iteration)
        }
    }

    /// The step that would have brought the report.
    private static func step(of subject: String, _ reading: Reading) -> String {
        let own = reading.steps.map(\.step).filter { $0.action.subject.name == subject }
        return (own.last { $0.action.verb == "wait" } ?? own.last { $0.action.verb == "start" } ?? own.last)?
            .path.description ?? subject
    }
}
