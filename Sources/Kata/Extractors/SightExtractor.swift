import Facets
package import Recordings

/// A running sandbox from outside, as the family's own observer saw it: `host/sandbox/…`; and what was left of it.
///
/// Groups and paths are each shim's own and only shown; how they differ from what is known of the release is compared.
package struct SightExtractor: Extractor {
    package let name = "kata-sights"

    package init() {}

    private static func place(_ name: [String]) -> FacetPath { FacetPath(["host", "sandbox"] + name) }

    package func extract(from recording: Recording, into derived: inout Derived) {
        let sights = Sights(recording)
        let names = NamesInPlace(recording)
        func set(_ name: [String], _ values: [String]) {
            derived.facets[Self.place(name)] = .seen(.bag(of: values.map { names.value($0) }))
        }
        func hide(_ name: [String], _ why: String) { derived.facets[Self.place(name)] = .hidden(why) }

        for aspect in SandboxSight.Aspect.allCases {
            guard let sight = sights.steady else {
                hide([aspect.rawValue], "nobody looked while the sandbox ran")
                hide([aspect.rawValue, "unlike-known"], "nobody looked while the sandbox ran")
                continue
            }
            if let seen = sight.words(of: aspect) {
                set([aspect.rawValue], seen)
            } else {
                hide([aspect.rawValue], sight.unseen[aspect.rawValue] ?? "nobody looked")
            }
            switch sight.compared(aspect) {
            case .differs(let told): set([aspect.rawValue, "unlike-known"], told)
            case .unknown(let why): hide([aspect.rawValue, "unlike-known"], why)
            }
        }
        guard let before = sights.before, let after = sights.after else {
            return hide(["left"], "nobody looked before and after")
        }
        set(["left"], SandboxSight.leaks(before: before, after: after).map { "\($0.item.rawValue): \($0.what)" })
    }
}

extension SandboxSight {
    /// What was seen from one side, in words; nil if nobody looked.
    fileprivate func words(of aspect: Aspect) -> [String]? {
        switch aspect {
        case .processes:
            // The shim's program starting or deleting something else is there by chance.
            listing.processes.map { own(among: $0).members.filter { $0.role != .call } }?.map { member in
                "\(member.role?.rawValue ?? member.process.command)\(member.process.isZombie ? ", ended" : "")"
            }
        case .paths: listing.paths
        case .cgroups:
            seats.map { seats in
                Set(seats.map { "\($0.role.rawValue)\($0.thread.map { " thread \($0)" } ?? "") in \($0.path)" })
                    .sorted()
            }
        case .network: network.map { $0.map(\.words) }
        }
    }
}

/// The last sight of each moment in a recording.
struct Sights {
    var before: SandboxSight?
    var steady: SandboxSight?
    var after: SandboxSight?

    init(_ recording: Recording) {
        for observation in recording.observations {
            guard case .sight(let record) = observation.what, record.observer == "kata",
                record.document.bytes.count <= SightRecord.byteLimit,
                let sight = SandboxSight(bytes: record.document.bytes)
            else { continue }
            switch record.moment {
            case .before: before = sight
            case .steady: steady = sight
            case .after: after = sight
            }
        }
    }

    /// Whose sandbox it was.
    var subject: SightSubject? { (before ?? steady ?? after)?.subject }
}
