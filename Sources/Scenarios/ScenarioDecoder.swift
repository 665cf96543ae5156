internal import Documents
internal import Facets

/// Reads one scenario from its document; `vary` has been taken out and put in.
struct ScenarioDecoder {
    var reading: Reading
    /// The critical paths that `covers` can name; nil if they are not known here.
    let paths: [String]?
    /// The capabilities that `needs` can name; nil if they are not known here.
    let capabilities: [String]?
    /// The longest text of a scenario's head that makes sense, characters.
    private static let headLimit = 2000

    static let keys = [
        "kumite", "id", "title", "because", "origin", "covers", "needs", "tier", "weight", "timed", "vary", "generated",
        "given", "containers", "steps", "expect", "compare",
    ]

    /// The scenario; nil if something is wrong, and then it has been reported.
    mutating func scenario(of root: Item, suffix: String) -> Scenario? {
        guard let fields = reading.fields(root, of: "a scenario", known: Self.keys) else { return nil }
        if let format = fields["kumite"], reading.text(format, "'kumite'").map({ $0 != "1" }) ?? false {
            reading.report("this Kumite reads format 1 of scenarios only", at: format.position)
        }
        let id = id(in: fields)
        let title = words("title", in: fields)
        let because = words("because", in: fields)
        let origin = required("origin", in: fields)
        let covers = covers(in: fields)
        let needs = needs(in: fields)
        let tier = fields["tier"].map { reading.choice($0, "tier", of: Tier.self) ?? .nightly } ?? .nightly
        let weight = fields["weight"].map { reading.choice($0, "weight", of: Weight.self) ?? .busy } ?? .busy
        let timed = fields["timed"].map { reading.flag($0, "'timed'") ?? false } ?? false
        let generated = fields["generated"].map { reading.flag($0, "'generated'") ?? false } ?? false

        var survey = Survey()
        if let steps = fields["steps"] { survey.look(at: steps) }
        let given = given(in: fields)
        var containers = ContainerDecoder(reading: reading, survey: survey, hasPod: given.pod != nil)
        let specs = containers.containers(in: fields)
        var steps = StepDecoder(reading: containers.reading, containers: specs, survey: survey)
        if given.pod != nil, !survey.makesPod { steps.makePod(at: fields.entry("given")?.position ?? root.position) }
        let sequence = steps.begun + steps.steps(in: fields)
        var expectations = ExpectationDecoder(reading: steps.reading)
        let expect = fields["expect"].map { expectations.whole($0, steps: sequence, containers: specs) }
        reading = expectations.reading
        let compare = comparisons(in: fields)

        guard let id, let title, let because, let origin, let covers else { return nil }
        return Scenario(
            id: id + suffix, title: title, because: because, origin: origin, covers: covers, needs: needs, tier: tier,
            weight: weight, timed: timed, generated: generated, given: given, containers: specs, steps: sequence,
            expect: expect ?? [], compare: compare, file: reading.file)
    }

    private mutating func id(in fields: Fields) -> String? {
        guard let item = reading.required("id", in: fields, of: "a scenario"), let id = reading.text(item, "'id'")
        else { return nil }
        let parts = id.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy(Reading.isName) else {
            reading.report("an id is 'area/name', both of small letters, digits and '-'", at: item.position)
            return nil
        }
        if let due = Self.id(ofFile: reading.file), due != id {
            reading.report("the id must be that of the file's place, '\(due)'", at: item.position)
            return nil
        }
        return id
    }

    /// The id that a file's place asks for: its path below the last folder `Scenarios`, without `.yaml`.
    static func id(ofFile file: String) -> String? {
        let parts = file.split(separator: "/").map(String.init)
        guard let folder = parts.lastIndex(of: "Scenarios"), folder < parts.count - 1, file.hasSuffix(".yaml") else {
            return nil
        }
        return String(parts[(folder + 1)...].joined(separator: "/").dropLast(5))
    }

    private mutating func words(_ key: String, in fields: Fields) -> String? {
        guard let item = reading.required(key, in: fields, of: "a scenario") else { return nil }
        guard let text = reading.words(item, "'\(key)'") else { return nil }
        guard text.count <= Self.headLimit else {
            reading.report("'\(key)' has more than \(Self.headLimit) characters", at: item.position)
            return nil
        }
        return text
    }

    /// A list that must be there and hold something.
    private mutating func required(_ key: String, in fields: Fields) -> [String]? {
        guard let item = reading.required(key, in: fields, of: "a scenario") else { return nil }
        guard let texts = reading.texts(item, "'\(key)'") else { return nil }
        if case .list(let items) = item.content, items.isEmpty {
            reading.report("'\(key)' must name at least one", at: item.position)
            return nil
        }
        return texts
    }

    private mutating func covers(in fields: Fields) -> [String]? {
        guard let covers = required("covers", in: fields) else { return nil }
        if let paths, case .list(let items)? = fields["covers"]?.content {
            for item in items {
                guard case .scalar(let name, _) = item.content, !paths.contains(name) else { continue }
                reading.reportUnknown("critical path", name, among: paths, at: item.position)
            }
        }
        return covers
    }

    private mutating func needs(in fields: Fields) -> [String] {
        guard let item = fields["needs"], let items = reading.list(item, "'needs'") else { return [] }
        return items.compactMap { item in
            guard let capabilities else { return reading.name(item, "a capability") }
            return reading.choice(item, "capability", among: capabilities)
        }
    }

    private mutating func given(in fields: Fields) -> Given {
        guard let item = fields["given"] else { return Given() }
        var decoder = GivenDecoder(reading: reading)
        let given = decoder.given(item)
        reading = decoder.reading
        return given
    }

    private mutating func comparisons(in fields: Fields) -> [ComparisonRule] {
        guard let item = fields["compare"], let items = reading.list(item, "'compare'") else { return [] }
        return items.compactMap { comparison(of: $0) }
    }

    /// What `as` says; with a severity alone a facet is compared as it is anyway.
    private mutating func treatment(in fields: Fields, of what: String) -> ComparisonRule.Treatment? {
        guard fields["as"] != nil || fields["severity"] == nil else { return .equal }
        return reading.required("as", in: fields, of: what)
            .flatMap { reading.choice($0, "treatment", among: ComparisonRule.Treatment.stated.map(\.rawValue)) }
            .flatMap { ComparisonRule.Treatment(rawValue: $0) }
    }

    private mutating func comparison(of item: Item) -> ComparisonRule? {
        let what = "an entry of 'compare'"
        guard let fields = reading.fields(item, of: what, known: ["facets", "as", "severity", "because"]) else {
            return nil
        }
        let severity = fields["severity"].flatMap { reading.choice($0, "severity", of: Severity.self) }
        let treatment = treatment(in: fields, of: what)
        if let item = fields["severity"], treatment == .ignore {
            reading.report("what is not compared at all has no severity", at: item.position)
        }
        let because = reading.required("because", in: fields, of: what).flatMap { reading.words($0, "'because'") }
        guard let place = reading.required("facets", in: fields, of: what),
            let pattern = reading.text(place, "'facets'")
        else { return nil }
        do throws(FacetSyntaxError) {
            let parsed = try FacetPattern(parsing: pattern)
            guard let treatment, let because else { return nil }
            return ComparisonRule(
                pattern: parsed.description, treatment: treatment, severity: severity, because: because)
        } catch {
            reading.report(syntax: error, at: place.textPosition)
            return nil
        }
    }
}

extension Reading {
    /// Reports a facet path or pattern that cannot be read, at the character that is wrong.
    mutating func report(syntax error: FacetSyntaxError, at position: Position) {
        let place = Position(line: position.line, column: position.column + error.column - 1)
        report("not a \(error.reading): \(error.problem)", at: place)
    }
}
