package import Facets

/// One step of a scenario.
package struct Step: Sendable, Hashable, Codable {
    package var action: Action
    /// What it is called in paths: its label, else its verb with a count per subject (`kill#2`); branches of
    /// `concurrently` put `~1`, `~2` … before it, as a component of its own.
    package var name: [String]
    /// How long it may take, nanoseconds; without it the family's deadline for the call.
    package var withinNanoseconds: UInt64?
    /// When it begins, if not after the step before it.
    package var at: Moment?
    /// What must hold after it; paths are relative to the step. Without an expectation on `error` it must succeed.
    package var expect: [Expectation]
    /// What must hold instead where the contract differs: under another driver.
    package var under: [DriverExpectations]
    /// Where it stands in its file.
    package var place: SourcePlace

    package init(
        action: Action, name: [String], withinNanoseconds: UInt64? = nil, at: Moment? = nil,
        expect: [Expectation] = [], under: [DriverExpectations] = [],
        place: SourcePlace = SourcePlace(line: 0, column: 0)
    ) {
        self.action = action
        self.name = name
        self.withinNanoseconds = withinNanoseconds
        self.at = at
        self.expect = expect
        self.under = under
        self.place = place
    }

    /// The path of the step's facets: subject, then name.
    package var path: FacetPath { FacetPath([action.subject.name] + name) }
}

/// Whom a step concerns.
package struct Subject: Sendable, Hashable, Codable {
    /// The container's name; nil for `run`, `host`, `cli`.
    package var container: String?
    /// The exec's name in its container, as in `web.cat`.
    package var exec: String?
    /// The whole name, as it stands in paths.
    package var name: String

    /// A container, or an exec of it.
    package init(container: String, exec: String? = nil) {
        self.container = container
        self.exec = exec
        self.name = exec.map { "\(container).\($0)" } ?? container
    }

    private init(named name: String) {
        self.name = name
    }

    /// The trial as a whole.
    package static let run = Subject(named: "run")
    /// The host that the trial runs on.
    package static let host = Subject(named: "host")
    /// The shim's command line.
    package static let cli = Subject(named: "cli")
}

/// A line and a column of a file, both from 1.
package struct SourcePlace: Sendable, Hashable, Codable {
    package var line: Int
    package var column: Int

    package init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }
}
