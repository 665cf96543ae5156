import Facets
import Recordings

/// Makes the facets of a conversation.
struct ConversationFacets {
    private let conversation: AgentConversation
    private let names: NamesInPlace
    private(set) var states: [FacetPath: FacetState] = [:]
    /// Under `repeat`: what each time showed.
    private var outcomes: [FacetPath: [FacetValue]] = [:]
    private var count = 0

    /// The most facets of one trial.
    static let most = 100_000
    /// How many calls of one method are told in full in a step.
    private static let told = 8
    private static let place = "asked"
    /// What comes once for each file or link of a container, one after the other: told once in the order.
    private static let runs: Set = ["CopyFile", "UpdateInterface"]

    init(_ conversation: AgentConversation, _ names: NamesInPlace) {
        self.conversation = conversation
        self.names = names
    }

    mutating func collect() {
        var steps: [(step: StepReference, calls: [AskedCall])] = []
        var places: [StepReference: Int] = [:]
        for span in conversation.spans where span.isTold && places[span.step] == nil {
            places[span.step] = steps.count
            steps.append((span.step, []))
        }
        var alone: [String: [AskedCall]] = [:]
        for (call, place) in conversation.calls {
            switch place {
            case .itself(let subject): alone[subject, default: []].append(call)
            case .step(let step):
                // A step that calls something is known by its span.
                guard let place = places[step] else { continue }
                steps[place].calls.append(call)
            }
        }
        for (step, calls) in steps { show(calls, of: step) }
        for (subject, calls) in alone.sorted(by: { $0.key < $1.key }) { show(calls, of: subject) }
        for (path, values) in outcomes { states[path] = .seen(.bag(of: values)) }
        guard conversation.isCutOff || count >= Self.most else { return }
        let why = conversation.isCutOff ? "the record of the conversation was full" : "there was too much of it"
        for path in states.keys where path.components.last == Self.place { states[path] = .hidden(why) }
        states[FacetPath("run", Self.place)] = .hidden(why)
    }

    /// What a step had the shim ask, in order.
    private mutating func show(_ calls: [AskedCall], of step: StepReference) {
        let path = FacetPath([step.subject] + step.name + [Self.place])
        var order: [String] = []
        for call in calls where !(Self.runs.contains(call.name) && order.last == call.name) { order.append(call.name) }
        set(path, .seen(.list(order.map { .text($0) })), step.iteration)
        var counts: [String: Int] = [:]
        for call in calls {
            let name = Self.name(call, &counts)
            guard let name else { continue }
            for (rest, state) in facets(of: call) {
                set(path.appending(FacetPath([name] + rest)), state, step.iteration)
            }
        }
    }

    /// A call's name among those of its step: by what it is about where a method comes for each of many, else by number.
    private static func name(_ call: AskedCall, _ counts: inout [String: Int]) -> String? {
        counts[call.name, default: 0] += 1
        let count = counts[call.name] ?? 1
        guard count <= (runs.contains(call.name) ? 64 : told) else { return nil }
        return count == 1 ? call.name : "\(call.name)#\(count)"
    }

    /// What came by itself about a subject, whenever it came: each value that a field had.
    private mutating func show(_ calls: [AskedCall], of subject: String) {
        let path = FacetPath(subject, Self.place)
        var heard: Set<String> = []
        let bag = calls.filter { !AskedCall.polls.contains($0.asked.method) || heard.insert($0.name).inserted }
        set(path, .seen(.bag(of: bag.prefix(1000).map { .text($0.name) })), [])
        var seen: [FacetPath: Set<FacetState>] = [:]
        var written = 0
        for call in calls.prefix(10_000) {
            if call.asked.method == "WriteStdin" { written += call.asked.message.taken.first?.length ?? 0 }
            for (rest, state) in facets(of: call) {
                seen[path.appending(FacetPath([call.name] + rest)), default: []].insert(state)
            }
        }
        for (path, states) in seen {
            let values = states.map(\.outcome)
            set(path, states.count == 1 ? states.first ?? .absent : .seen(.bag(of: values)), [])
        }
        if written > 0 { set(path.appending("WriteStdin", "data"), .seen(.integer(Int64(written))), []) }
    }

    /// What one call says, and how it was answered where that is not as it should be.
    private func facets(of call: AskedCall) -> [(path: [String], state: FacetState)] {
        var all: [(path: [String], state: FacetState)] = [(["timeout"], .seen(.text(Self.limit(call.asked))))]
        // Whether a poll is ever answered depends on when the trial ends.
        if !AskedCall.beside.contains(call.asked.method), let answer = Self.answer(call) {
            all.append((["answer"], .seen(.text(answer))))
        }
        if let fault = call.fault { all.append((["malformed"], .seen(.text(fault)))) }
        for field in call.asked.message.taken {
            if field.field == 0 { return all + [([], .hidden("the request is longer than what is kept of one"))] }
            // What a workload writes comes in pieces as time has it; it is summed up.
            guard call.asked.method != "WriteStdin" else { continue }
            all.append((["data"], .seen(.integer(Int64(field.length)))))
        }
        var reader = ShapeReader(names)
        reader.read(call.fields, Shape.request(call.asked.service, call.asked.method) ?? [])
        return all + reader.values.map { ($0.path, .seen($0.value)) }
    }

    private static func answer(_ call: AskedCall) -> String? {
        guard let code = call.reply?.code else { return "none" }
        return code == 0 ? nil : ErrorCodes.name(of: code)
    }

    private mutating func set(_ path: FacetPath, _ state: FacetState, _ iteration: [Int]) {
        guard count < Self.most else { return }
        count += 1
        if iteration.isEmpty {
            states[path] = state
        } else {
            outcomes[path, default: []].append(state.outcome)
        }
    }
}

extension ConversationFacets {
    /// How long a shim says that it waits. What comes on the wire is what is left of that, so it is the next higher step.
    static func limit(_ asked: AskedRecord) -> String {
        guard asked.timeoutNanoseconds > 0 else { return asked.timeoutNanoseconds == 0 ? "none" : "negative" }
        let seconds = UInt64(asked.timeoutNanoseconds - 1) / 1_000_000_000 + 1
        guard let step = steps.first(where: { $0 >= seconds }) else { return "longer" }
        return "\(step)s"
    }

    private static let steps: [UInt64] = [
        1, 2, 3, 5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 300, 600, 900, 1200, 1800, 3600, 86_400,
    ]
}
