internal import Documents

/// What most steps say besides their verb's own options.
struct StepHead {
    var subject: Subject
    var place: SourcePlace
    /// Where the subject is named.
    var position: Position
    var label: String?
    var labelPosition: Position
    var withinNanoseconds: UInt64?
    var at: Moment?
    var expect: Item?
    /// What is expected under a driver, by its name.
    var under: [(driver: String, expect: Item)]

    init(
        subject: Subject, place: SourcePlace, at position: Position, _ fields: Fields, _ labels: StepLabels,
        _ reading: inout Reading
    ) {
        self.subject = subject
        self.place = place
        self.position = position
        labelPosition = fields["label"]?.position ?? position
        label = fields["label"].flatMap { Self.label($0, &reading) }
        withinNanoseconds = fields["within"].flatMap { reading.nanoseconds($0, "'within'") }
        at = fields["at"].flatMap { MomentReader.moment($0, labels, &reading) }
        expect = fields["expect"]
        under = fields["under"].map { Self.under($0, &reading) } ?? []
        if withinNanoseconds == 0, let item = fields["within"] {
            reading.report("'within' must be longer than nothing", at: item.position)
        }
    }

    /// Drivers that can be told apart by `under`.
    static let drivers = ["shim", "containerd", "cri"]

    /// What subjects have in paths besides steps.
    private static let taken = [
        "events", "left", "gone", "changed", "daemon", "violations", "stray-events", "exit-agreement", "guest",
        "posture", "footprint",
    ]

    private static func label(_ item: Item, _ reading: inout Reading) -> String? {
        guard let label = reading.name(item, "a label") else { return nil }
        // Either would make two things bear one path.
        guard !Verb.allNames.contains(label), !Self.taken.contains(label) else {
            reading.report("'\(label)' already means something in paths; label the step otherwise", at: item.position)
            return nil
        }
        return label
    }

    private static func under(_ item: Item, _ reading: inout Reading) -> [(driver: String, expect: Item)] {
        guard let fields = reading.fields(item, of: "'under'", known: drivers) else { return [] }
        return fields.entries.compactMap { entry in
            let what = "'under: \(entry.key)'"
            guard drivers.contains(entry.key), let inner = reading.fields(entry.value, of: what, known: ["expect"])
            else { return nil }
            return reading.required("expect", in: inner, of: what).map { (entry.key, $0) }
        }
    }
}
