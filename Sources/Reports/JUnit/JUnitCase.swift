import Judgement

/// A test case of a JUnit report with what became of it.
struct JUnitCase {
    enum Outcome {
        case passed
        case failed(type: String, message: String, text: String)
        case error(type: String, message: String)
        case skipped(message: String)
    }

    var className: String
    var name: String
    var nanoseconds: UInt64 = 0
    var outcome: Outcome

    var element: XMLElement {
        XMLElement(
            name: "testcase",
            attributes: [("name", named(name)), ("classname", named(className)), ("time", seconds(nanoseconds))],
            children: verdict.map { [$0] } ?? [])
    }

    /// At most one: the strictest of the known schemas allows no more.
    private var verdict: XMLElement? {
        switch outcome {
        case .passed: nil
        case .failed(let type, let message, let text):
            XMLElement(name: "failure", attributes: [("message", message), ("type", type)], text: text)
        case .error(let type, let message):
            XMLElement(name: "error", attributes: [("message", message), ("type", type)])
        case .skipped(let message): XMLElement(name: "skipped", attributes: [("message", message)])
        }
    }

    var isFailed: Bool { if case .failed = outcome { true } else { false } }
    var isError: Bool { if case .error = outcome { true } else { false } }
    var isSkipped: Bool { if case .skipped = outcome { true } else { false } }
}

/// A name as JUnit's schemas want it: not empty.
func named(_ text: String) -> String {
    text.contains { $0 != " " } ? text : "(unnamed)"
}

/// A test suite: its cases, and the counts that its attributes give of them.
func suite(
    _ name: String, id: Int, startedAt: UInt64, properties: [(String, String)] = [], cases: [JUnitCase],
    output: String = ""
) -> XMLElement {
    let time = cases.reduce(0) { $0 + $1.nanoseconds }
    return XMLElement(
        name: "testsuite",
        attributes: [
            ("name", named(name)), ("id", "\(id)"), ("package", "kumite"), ("timestamp", iso(startedAt)),
            // What Ant writes where the host's name is not known; an archive does not hold it.
            ("hostname", "localhost"), ("tests", "\(cases.count)"), ("failures", "\(cases.count(where: \.isFailed))"),
            ("errors", "\(cases.count(where: \.isError))"), ("skipped", "\(cases.count(where: \.isSkipped))"),
            ("time", seconds(time)),
        ],
        children: [
            XMLElement(
                name: "properties",
                children: properties.map {
                    XMLElement(name: "property", attributes: [("name", $0.0), ("value", $0.1)])
                })
        ] + cases.map(\.element) + [XMLElement(name: "system-out", text: output), XMLElement(name: "system-err")])
}
