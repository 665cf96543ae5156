import Facets

/// What the host holds after the trial and did not before: for each kind how many, and which.
struct HostExtractor: GeneralExtractor {
    func extract(from reading: Reading, into draft: inout Draft) {
        let last = reading.recording.observations.last { observation in
            if case .host(let difference) = observation.what { return difference.moment == "before-clean" }
            return false
        }
        if case .host(let difference)? = last?.what {
            show(difference, at: FacetPath("host"), [], reading.names, &draft)
        } else {
            let why = FacetState.hidden("the host was not looked at before and after")
            for kind in Residue.Kind.allCases {
                draft.set(FacetPath("host", "left", kind.plural), why)
                draft.set(FacetPath("host", "left", kind.plural, "names"), why)
            }
            draft.set(FacetPath("host", "gone"), why)
            draft.set(FacetPath("host", "changed"), why)
        }
        for run in reading.runs {
            guard let difference = run.differences.last, difference.moment != "before-clean" else { continue }
            show(difference, at: run.path, run.reference.iteration, reading.names, &draft)
        }
    }

    private func show(
        _ difference: HostDifference, at path: FacetPath, _ iteration: [Int], _ names: Names, _ draft: inout Draft
    ) {
        let left = Dictionary(grouping: difference.left, by: \.kind)
        for kind in Residue.Kind.allCases {
            let own = left[kind] ?? []
            let bag = own.map { MessageReader.text(Array($0.identity.utf8.prefix(1024)), names) }
            draft.set(path.appending("left", kind.plural), .seen(.integer(Int64(own.count))), iteration: iteration)
            draft.set(path.appending("left", kind.plural, "names"), .seen(.bag(of: bag)), iteration: iteration)
        }
        let gone = difference.gone.map { residue in
            MessageReader.text(Array("\(residue.kind.rawValue) \(residue.identity)".utf8.prefix(1024)), names)
        }
        draft.set(path.appending("gone"), .seen(.bag(of: gone)), iteration: iteration)
        // Numbers and all: whom a node of the host belongs to now is the finding.
        let changed = difference.changed.map { residue in
            MessageReader.text(Array("\(residue.identity) \(residue.detail)".utf8.prefix(1024)), names)
        }
        draft.set(path.appending("changed"), .seen(.bag(of: changed)), iteration: iteration)
    }
}

extension Residue.Kind {
    /// As paths spell it: `left/processes`.
    package var plural: String {
        self == .process ? "processes" : rawValue + "s"
    }
}
