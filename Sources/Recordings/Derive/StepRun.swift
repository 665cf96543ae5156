import Facets

/// One time that a step was carried out, with what was seen meanwhile.
struct StepRun: Sendable {
    let reference: StepReference
    /// The verb as scenarios spell it; for a step of the tear-down what follows `down.` in its name.
    private(set) var verb: String
    /// The number of the observation with which it began.
    private(set) var number: Int
    private(set) var beganAt: UInt64
    private(set) var hasBegun = false
    private(set) var end: StepEnd?
    private(set) var endedAt: UInt64?
    private(set) var calls: [(number: Int, call: CallRecord)] = []
    private(set) var programs: [(number: Int, program: ProgramRecord)] = []
    private(set) var outputEnds: [(number: Int, end: OutputEnd)] = []
    private(set) var differences: [HostDifference] = []
    private(set) var postures: [(number: Int, posture: PostureRecord)] = []
    private(set) var footprints: [FootprintRecord] = []
    private(set) var marks: Set<String> = []
    private(set) var violations: [String] = []

    /// Whether it belongs to the tear-down, so no scenario states it.
    var isTearDown: Bool { reference.name.last?.hasPrefix(Self.tearDown) == true }

    var path: FacetPath { FacetPath([reference.subject] + reference.name) }

    private static let tearDown = "down."

    private init(_ reference: StepReference, _ observation: Observation) {
        self.reference = reference
        number = observation.number
        beganAt = observation.at
        let name = reference.name.last ?? ""
        verb = String(
            (name.hasPrefix(Self.tearDown) ? name.dropFirst(Self.tearDown.count) : name[...]).prefix { $0 != "#" })
    }

    static func all(in recording: Recording) -> [StepRun] {
        var runs: [StepRun] = []
        var places: [StepReference: Int] = [:]
        for observation in recording.observations {
            guard let reference = observation.step else { continue }
            let place: Int
            if let known = places[reference] {
                place = known
            } else {
                place = runs.count
                places[reference] = place
                runs.append(StepRun(reference, observation))
            }
            runs[place].take(observation)
        }
        return runs
    }

    private mutating func take(_ observation: Observation) {
        switch observation.what {
        case .stepBegan(let verb):
            self.verb = verb
            number = observation.number
            beganAt = observation.at
            hasBegun = true
        case .stepEnded(let end):
            self.end = end
            endedAt = observation.at
        case .call(let call): calls.append((observation.number, call))
        case .program(let program): programs.append((observation.number, program))
        case .outputEnded(let end): outputEnds.append((observation.number, end))
        case .host(let difference): differences.append(difference)
        case .posture(let posture): postures.append((observation.number, posture))
        case .footprint(let footprint): footprints.append(footprint)
        case .mark(let name): marks.insert(name)
        case .violation(let text): violations.append(text)
        default: break
        }
    }

    /// The call that the verb stands for: the last of its method; without one, the last call at all.
    var primary: (number: Int, call: CallRecord)? {
        guard let method = TaskMethods.method(of: verb) else {
            // Whatever method they call: `crash` is a call of Kumite's own.
            return ["raw", "crash", "upgrade", "http"].contains(verb) ? calls.last : nil
        }
        return calls.last { $0.call.method == method } ?? calls.last
    }
}
