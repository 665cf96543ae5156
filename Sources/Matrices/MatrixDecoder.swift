internal import Documents

/// Reads a matrix from its document.
struct MatrixDecoder {
    var reading: Reading
    let folder: String
    /// The capabilities that `lacks` can name; nil if they are not known here.
    let capabilities: [String]?

    mutating func matrix(of root: Item, name: String) -> Matrix? {
        guard let fields = reading.fields(root, of: "a matrix", known: MatrixFile.keys) else { return nil }
        let contenders = contenders(in: fields)
        let pairs = fields["pairs"].map { self.pairs($0, among: contenders.map(\.name)) } ?? []
        let axes = fields["axes"].map { self.axes($0) } ?? Axes()
        checkHypervisors(of: contenders, axes, fields["contenders"])
        let agentLog = fields["agent-log"].flatMap { self.agentLog($0, contenders) }
        return Matrix(name: name, contenders: contenders, pairs: pairs, axes: axes, agentLog: agentLog)
    }

    /// Only Kata's contenders have a guest with an agent: elsewhere it would change nothing, and say that it did.
    private mutating func agentLog(_ item: Item, _ contenders: [Contender]) -> Bool? {
        guard let wanted = reading.flag(item, "'agent-log'") else { return nil }
        if wanted, !contenders.contains(where: \.hasAgent) {
            reading.report("'agent-log' is for contenders of the family kata, and there is none", at: item.position)
        }
        return wanted ? true : nil
    }

    private mutating func contenders(in fields: Fields) -> [Contender] {
        guard let item = reading.required("contenders", in: fields, of: "a matrix"),
            let entries = reading.map(item, "'contenders'")
        else { return [] }
        if entries.isEmpty { reading.report("'contenders' must name at least one", at: item.position) }
        let contenders = entries.compactMap { contender(of: $0) }
        return successors(of: contenders, entries)
    }

    /// The contenders, each with what an upgrade puts in its place; it may stand before or after it in the file.
    private mutating func successors(of contenders: [Contender], _ entries: [Entry]) -> [Contender] {
        contenders.map { contender in
            guard case .map(let keys)? = entries.first(where: { $0.key == contender.name })?.value.content,
                let item = keys.first(where: { $0.key == "next" })?.value,
                let name = reading.choice(item, "contender", among: contenders.map(\.name)),
                let next = contenders.first(where: { $0.name == name })
            else { return contender }
            if next.family != contender.family, !next.family.isEmpty, !contender.family.isEmpty {
                reading.report(
                    "'\(name)' is of the family \(next.family); what is to take over what runs must be of "
                        + contender.family, at: item.position)
            }
            var contender = contender
            contender.next = Successor(next)
            return contender
        }
    }

    /// A contender with a configuration for each of several hypervisors has one for each of the axis, or names its own.
    private mutating func checkHypervisors(of contenders: [Contender], _ axes: Axes, _ item: Item?) {
        guard case .map(let entries)? = item?.content else { return }
        for contender in contenders where contender.configs != nil && contender.config == nil {
            guard let place = entries.first(where: { $0.key == contender.name })?.value.position else { continue }
            let missing = axes.hypervisors.filter { contender.configs?[$0] == nil && $0 != Contender.standin }
            if axes.hypervisors.isEmpty {
                reading.report(
                    "contender '\(contender.name)' has configurations for several hypervisors; name one with 'hypervisor', "
                        + "or an axis of them", at: place)
            } else if !missing.isEmpty {
                reading.report(
                    "contender '\(contender.name)' has no configuration for \(missing.joined(separator: ", "))",
                    at: place)
            }
        }
    }

    private mutating func contender(of entry: Entry) -> Contender? {
        guard let name = reading.name(entry.key, "a contender's name", at: entry.position) else { return nil }
        let what = "contender '\(name)'"
        guard let fields = reading.fields(entry.value, of: what, known: ContenderKeys.inMatrix) else {
            return Contender(name: name, family: "", shim: "")
        }
        let shim = reading.required("shim", in: fields, of: what).flatMap { path($0, "'shim'") } ?? ""
        let family =
            fields["family"].map { reading.choice($0, "family", among: ContenderKeys.families) ?? "" }
            ?? ContenderKeys.family(ofShim: shim)
        let configs = fields["config"].flatMap { configurations($0) }
        let hypervisor = fields["hypervisor"].flatMap { reading.name($0, "a hypervisor") }
        if hypervisor == Contender.standin, family != "kata", let item = fields["hypervisor"] {
            reading.report("a stand-in guest is for contenders of the family kata", at: item.position)
        }
        return Contender(
            name: name, family: family, release: fields["release"].flatMap { reading.words($0, "'release'") },
            shim: shim, runtime: fields["runtime"].flatMap { path($0, "'runtime'") },
            config: configs.map { all in hypervisor.flatMap { all[$0] } }
                ?? fields["config"].flatMap { path($0, "'config'") },
            hypervisor: hypervisor, configs: configs,
            speaks: fields["speaks"].flatMap { reading.choice($0, "containerd", among: ContenderKeys.releases) },
            lacks: lacks(fields["lacks"]), speaksFor: names(fields["speaks-for"], "an area"),
            understudy: fields["understudy"].flatMap { understudy($0) },
            coverage: fields["coverage"].flatMap { reading.choice($0, "counters", of: CounterKind.self) })
    }

    /// A fault's name alone, `none`, or a map; which faults there are only the understudy itself knows.
    private mutating func understudy(_ item: Item) -> Understudy? {
        guard case .map = item.content else {
            return reading.words(item, "'understudy'").map { Understudy(fault: $0 == Understudy.none ? nil : $0) }
        }
        guard let fields = reading.fields(item, of: "'understudy'", known: Understudy.keys) else { return nil }
        let fault = reading.required("fault", in: fields, of: "'understudy'").flatMap { reading.words($0, "'fault'") }
        var understudy = Understudy(fault: fault == Understudy.none ? nil : fault)
        if let item = fields["with"] { understudy.with = reading.table(item, "'with'", of: "a value") }
        if let item = fields["probability"], let text = reading.text(item, "'probability'") {
            understudy.probability = Understudy.probability(text)
            if understudy.probability == nil {
                reading.report("'probability' is a number from 0 to 1, not '\(text)'", at: item.position)
            }
        }
        understudy.nth = fields["nth"].flatMap { reading.integer($0, "'nth'", in: 1...1_000_000) }.map { Int($0) }
        if let item = fields["seed"], let seed = reading.integer(item, "'seed'", in: 0...Int64.max) {
            understudy.seed = UInt64(seed)
        }
        return understudy
    }

    /// A configuration for each hypervisor; nil where it is one for all.
    private mutating func configurations(_ item: Item) -> [String: String]? {
        guard case .map(let entries) = item.content else { return nil }
        var all: [String: String] = [:]
        for entry in entries {
            guard let name = reading.name(entry.key, "a hypervisor", at: entry.position) else { continue }
            if let path = path(entry.value, "'config'") { all[name] = path }
        }
        if all.isEmpty { reading.report("'config' must name at least one", at: item.position) }
        return all
    }

    private mutating func path(_ item: Item, _ what: String) -> String? {
        reading.words(item, what).map { Paths.absolute($0, in: folder) }
    }

    private mutating func names(_ item: Item?, _ what: String) -> [String] {
        guard let item, let items = reading.list(item, "a list of names") else { return [] }
        return items.compactMap { reading.name($0, what) }
    }

    private mutating func lacks(_ item: Item?) -> [String] {
        guard let capabilities else { return names(item, "a capability") }
        guard let item, let items = reading.list(item, "a list of names") else { return [] }
        return items.compactMap { reading.choice($0, "capability", among: capabilities) }
    }

    private mutating func pairs(_ item: Item, among names: [String]) -> [Pair] {
        guard let items = reading.list(item, "'pairs'") else { return [] }
        var pairs: [Pair] = []
        for item in items {
            guard let pair = pair(item, among: names) else { continue }
            if pairs.contains(pair) {
                reading.report("this pair stands here already", at: item.position)
            } else {
                pairs.append(pair)
            }
        }
        return pairs
    }

    private mutating func pair(_ item: Item, among names: [String]) -> Pair? {
        let roles = Role.named.map(\.rawValue)
        guard let fields = reading.fields(item, of: "a pair", known: roles) else { return nil }
        let baseline = reading.required("baseline", in: fields, of: "a pair").flatMap { contender($0, among: names) }
        let candidate = reading.required("candidate", in: fields, of: "a pair").flatMap { contender($0, among: names) }
        let reference = fields["reference"].flatMap { contender($0, among: names) }
        guard let baseline, let candidate else { return nil }
        return Pair(baseline: baseline, candidate: candidate, reference: reference)
    }

    private mutating func contender(_ item: Item, among names: [String]) -> String? {
        reading.choice(item, "contender", among: names)
    }

    private mutating func axes(_ item: Item) -> Axes {
        var axes = Axes()
        guard
            let fields = reading.fields(
                item, of: "'axes'", known: ["cgroups", "driver", "containerd", "hypervisor", "setup"])
        else {
            return axes
        }
        if let item = fields["cgroups"] {
            axes.cgroups = axis(item, "cgroups", among: View.allCases.map(\.rawValue)).compactMap { View(rawValue: $0) }
        }
        if let item = fields["driver"] { axes.drivers = axis(item, "driver", among: ["shim"]) }
        if let item = fields["containerd"] {
            axes.containerd = axis(item, "containerd", among: ContenderKeys.releases)
        }
        if let item = fields["hypervisor"], let items = reading.list(item, "the axis 'hypervisor'") {
            axes.hypervisors = items.compactMap { reading.name($0, "a hypervisor") }
            if Set(axes.hypervisors).count != axes.hypervisors.count {
                reading.report("a hypervisor stands twice on this axis", at: item.position)
            }
        }
        if let item = fields["setup"] {
            axes.setups = axis(item, "setup", among: Setup.allCases.map(\.rawValue)).compactMap { Setup(rawValue: $0) }
        }
        return axes
    }

    /// The values of an axis; each once.
    private mutating func axis(_ item: Item, _ name: String, among known: [String]) -> [String] {
        guard let items = reading.list(item, "the axis '\(name)'") else { return [] }
        if items.isEmpty {
            reading.report("the axis '\(name)' needs a value; leave it out for the default", at: item.position)
        }
        var values: [String] = []
        for item in items {
            guard let value = reading.choice(item, name, among: known) else { continue }
            if values.contains(value) {
                reading.report("'\(value)' stands twice on this axis", at: item.position)
            } else {
                values.append(value)
            }
        }
        return values
    }
}
