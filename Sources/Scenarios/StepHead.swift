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
    var expect: Item?

    init(subject: Subject, place: SourcePlace, at position: Position, _ fields: Fields, _ reading: inout Reading) {
        self.subject = subject
        self.place = place
        self.position = position
        labelPosition = fields["label"]?.position ?? position
        label = fields["label"].flatMap { Self.label($0, &reading) }
        withinNanoseconds = fields["within"].flatMap { reading.nanoseconds($0, "'within'") }
        expect = fields["expect"]
        if withinNanoseconds == 0, let item = fields["within"] {
            reading.report("'within' must be longer than nothing", at: item.position)
        }
    }

    /// What subjects have in paths besides steps.
    private static let taken = ["events", "left", "gone", "daemon", "violations", "stray-events", "exit-agreement"]

    private static func label(_ item: Item, _ reading: inout Reading) -> String? {
        guard let label = reading.name(item, "a label") else { return nil }
        // Either would make two things bear one path.
        guard !Verb.allNames.contains(label), !Self.taken.contains(label) else {
            reading.report("'\(label)' already means something in paths; label the step otherwise", at: item.position)
            return nil
        }
        return label
    }
}
