import Facets

/// What the trial's processes take, as measures: `footprint/shim/pss`; at a step that looks, under the step's path.
///
/// Processes of one role are added up. How many threads and descriptors a shim has varies from trial to trial, so they
/// are measures too.
struct FootprintExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        for observation in reading.recording.observations where observation.step == nil {
            if case .footprint(let footprint) = observation.what { measure(footprint, [], &draft) }
        }
        for run in reading.runs {
            for footprint in run.footprints.suffix(1) { measure(footprint, run.path.components, &draft) }
        }
    }

    private func measure(_ record: FootprintRecord, _ place: [String], _ draft: inout Draft) {
        let roles = Dictionary(grouping: record.processes) { RolePlaces.place(of: $0.role) }
        // What workloads start inside of a container is theirs.
        for (role, processes) in roles where !role.hasPrefix("inside:") {
            func add(_ name: String, _ unit: MeasureUnit, _ amount: (Footprint) -> UInt64?) {
                let amounts = processes.compactMap(amount)
                guard !amounts.isEmpty else { return }
                let sum = amounts.reduce(UInt64(0)) { sum, amount in
                    let (sum, overflow) = sum.addingReportingOverflow(amount)
                    return overflow ? .max : sum
                }
                draft.measure(FacetPath(place + ["footprint", role, name]).description, sum, unit)
            }
            add("rss", .bytes, \.residentBytes)
            add("pss", .bytes, \.proportionalBytes)
            add("private", .bytes, \.privateBytes)
            add("swap", .bytes, \.swappedBytes)
            add("peak", .bytes, \.peakBytes)
            add("threads", .count) { $0.threads.map { UInt64(max(0, $0)) } }
            add("descriptors", .count) { $0.descriptors.map { UInt64(max(0, $0)) } }
        }
    }
}
