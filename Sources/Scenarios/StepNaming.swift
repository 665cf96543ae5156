/// Gives every step the name that it has in paths.
///
/// A step is called by its label, else by its verb, from the second of one subject in one branch on with `#2`, `#3` ….
/// Labelled steps are not counted. A branch of `concurrently` puts `~1`, `~2` … before the name.
struct StepNaming {
    /// The branches that steps are in now, outermost first.
    var branches: [String] = []
    private var counts: [[String]: Int] = [:]
    private var labels: Set<[String]> = []

    /// The name of the next step of `subject` that has no label.
    mutating func name(of subject: String, verb: String) -> [String] {
        let count = counts[[subject] + branches + [verb], default: 0] + 1
        counts[[subject] + branches + [verb]] = count
        return branches + [count == 1 ? verb : "\(verb)#\(count)"]
    }

    /// The name of a step of `subject` with a label; nil if the subject has a step with that label already.
    mutating func name(of subject: String, label: String) -> [String]? {
        labels.insert([subject, label]).inserted ? branches + [label] : nil
    }
}
