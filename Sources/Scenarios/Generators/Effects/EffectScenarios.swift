/// The scenarios that set one thing and look whether it took effect: `Scenarios/effects/…`.
enum EffectScenarios {
    static let files: [GeneratedFile] = SettingEffect.all.flatMap { effect in
        effect.scenarios.map { file(effect, $0.id, $0.way) }
    }

    private typealias Way = SettingEffect.Way

    private static func file(_ effect: SettingEffect, _ id: String, _ way: Way) -> GeneratedFile {
        let name = way == .annotation ? effect.annotationName ?? effect.key : effect.key
        let needs = (effect.isPod(by: way) ? ["pods"] : []) + effect.needs
        let (title, because) =
            effect.place == .refused
            ? (
                "\(name) is read: what it names is not there, and nothing is created",
                "What is named and not looked for is silently ignored, and something else is used in its place."
            )
            : (
                "\(name) takes effect",
                "A setting that is read and then not acted upon is silently ignored, and nobody learns of it."
            )
        let lines =
            [
                GeneratedFile.head, "id: \(id)", "title: \"\(title)\"", "because: \(because)",
                "origin: [\"kata: configuration reference, \(name)\"]",
                "covers: [\(way == .annotation ? "annotations" : "configuration")]",
            ] + (needs.isEmpty ? [] : ["needs: [\(needs.joined(separator: ", "))]"]) + [
                "tier: nightly", "generated: true",
            ] + given(effect, way) + [
                "containers:",
                "  main: { \((["process: [probe, sleep]"] + container(effect, way)).joined(separator: ", ")) }",
                "steps:",
            ] + steps(effect, way).map { "  " + $0 } + whole(effect, way)
            + comparison(effect)
        return GeneratedFile(path: "Scenarios/\(id).yaml", text: lines.joined(separator: "\n") + "\n")
    }

    private static func container(_ effect: SettingEffect, _ way: Way) -> [String] {
        guard way == .annotation, effect.isOfContainer, let name = effect.annotationName, let value = effect.annotation
        else { return effect.container }
        return effect.container + ["annotations: { \(map([name: value])) }"]
    }

    private static func given(_ effect: SettingEffect, _ way: Way) -> [String] {
        var config = effect.with
        var pod = effect.pod
        if way == .file {
            config[effect.key] = effect.scenarioValue
        } else if !effect.isOfContainer, let name = effect.annotationName {
            pod[name] = effect.annotation
        }
        // Those of a hypervisor count only if the file lets them.
        let prefix = "\(SettingEffect.annotationPrefix)hypervisor."
        let gated = pod.keys.filter { $0.hasPrefix(prefix) }.map { "\"^\($0.dropFirst(prefix.count))$\"" }.sorted()
        if !gated.isEmpty, config["hypervisor/enable_annotations"] == nil {
            config["hypervisor/enable_annotations"] = "[\(gated.joined(separator: ", "))]"
        }
        var lines = effect.isBeforeStandin ? ["  guest: standin"] : []
        // Without a pod there is no link that could be missing.
        if effect.hasLink, !effect.isPod(by: way) { lines.append("  network: veth") }
        if !pod.isEmpty { lines.append("  pod: { annotations: { \(map(pod)) } }") }
        if !config.isEmpty { lines.append("  config: { \(map(config)) }") }
        return lines.isEmpty ? [] : ["given:"] + lines
    }

    private static func map(_ entries: [String: String]) -> String {
        entries.sorted { $0.key < $1.key }.map { "\($0.key): '\($0.value.replacing("'", with: "''"))'" }
            .joined(separator: ", ")
    }

    private static func steps(_ effect: SettingEffect, _ way: Way) -> [String] {
        let demands = effect.demands(by: way).map { "\($0.facet): \($0.matcher)" }.joined(separator: ", ")
        let isPod = effect.isPod(by: way)
        // The first container's create is what makes the sandbox, too.
        let made = isPod && !effect.isOfCreate ? "pod" : "main"
        if effect.endsAtCreate {
            let words = effect.words.map { ", message: { matches: '\($0)' }" } ?? ""
            let error = effect.place == .refused ? "" : "error: anything, "
            return ["- create: \(made)", "  expect: { \(error)\(demands)\(words) }"]
        }
        let asked = ["- create: \(made)", "  expect: { \(demands) }"]
        let beginning =
            switch effect.place {
            case .inside, .outside, .refused: ["- run: main"]
            case .asked: asked + (made == "pod" ? ["- start: pod", "- run: main"] : ["- start: main"])
            }
        let look =
            effect.place == .inside
            ? [
                "- run: main.seen", "  process: [probe, report, \"\(effect.sections.joined(separator: ","))\"]",
                "  expect: { exit: 0, \(demands) }",
            ] : []
        let question =
            effect.asks.map {
                ["- http: { endpoint: management, get: \($0) }", "  expect: { status: 200, survived: true }"]
            } ?? []
        return beginning + ["- ready: main"] + look + question
            + ["- kill: main", "  signal: KILL", "- wait: main", "  expect: { exit: 137 }", "- delete: main"]
    }

    private static func whole(_ effect: SettingEffect, _ way: Way) -> [String] {
        guard effect.place == .outside, effect.asks == nil else { return [] }
        return ["expect:"] + effect.demands(by: way).map { "  \($0.facet): \($0.matcher)" }
    }

    /// What a side makes of what the stand-in can't do is no difference between shims.
    private static func comparison(_ effect: SettingEffect) -> [String] {
        guard effect.place == .asked, effect.endsAtCreate else { return [] }
        return ["compare:"]
            + ["*/create/**", "*/down.*/**", "*/events/**", "run/daemon/**"].flatMap { facets in
                [
                    "  - facets: \"\(facets)\"", "    as: ignore",
                    "    because: The create ends as the stand-in guest can; what counts is whether it was asked.",
                ]
            }
    }
}
