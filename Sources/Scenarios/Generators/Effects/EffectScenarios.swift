/// The scenarios that set one thing and look whether it took effect: `Scenarios/effects/…`.
enum EffectScenarios {
    static let files: [GeneratedFile] = SettingEffect.all.flatMap { effect -> [GeneratedFile] in
        let ids = effect.scenarios
        return [file(effect, ids[0], byAnnotation: false)]
            + ids.dropFirst().map { file(effect, $0, byAnnotation: true) }
    }

    private static func file(_ effect: SettingEffect, _ id: String, byAnnotation: Bool) -> GeneratedFile {
        let name = byAnnotation ? effect.annotationName ?? effect.key : effect.key
        let needs = (byAnnotation ? ["pods"] : []) + effect.needs
        let lines =
            [
                GeneratedFile.head, "id: \(id)", "title: \(name) takes effect",
                "because: A setting that is read and then not acted upon is silently ignored, and nobody learns of it.",
                "origin: [\"kata: configuration reference, \(name)\"]",
                "covers: [\(byAnnotation ? "annotations" : "configuration")]",
            ] + (needs.isEmpty ? [] : ["needs: [\(needs.joined(separator: ", "))]"]) + [
                "tier: nightly", "generated: true",
            ] + given(effect, byAnnotation: byAnnotation) + [
                "containers:",
                "  main: { \((["process: [probe, sleep]"] + effect.container).joined(separator: ", ")) }",
                "steps:",
            ] + steps(effect, byAnnotation: byAnnotation).map { "  " + $0 } + whole(effect)
        return GeneratedFile(path: "Scenarios/\(id).yaml", text: lines.joined(separator: "\n") + "\n")
    }

    private static func given(_ effect: SettingEffect, byAnnotation: Bool) -> [String] {
        var config = effect.with
        guard byAnnotation, let annotation = effect.annotation, let name = effect.annotationName else {
            config[effect.key] = effect.scenarioValue
            // Without a pod there is no link that could be missing.
            let network = effect.sections.contains("links") ? ["  network: veth"] : []
            return ["given:"] + guest(effect) + network + ["  config: { \(map(config)) }"]
        }
        // Those of a hypervisor count only if the file lets them.
        if let rest = name.split(separator: ".", maxSplits: 4).last, effect.key.hasPrefix("hypervisor/") {
            config["hypervisor/enable_annotations"] = "[\"^\(rest)$\"]"
        }
        var lines = ["given:"] + guest(effect) + ["  pod: { annotations: { \(map([name: annotation])) } }"]
        if !config.isEmpty { lines.append("  config: { \(map(config)) }") }
        return lines
    }

    private static func guest(_ effect: SettingEffect) -> [String] {
        effect.place == .asked ? ["  guest: standin"] : []
    }

    private static func map(_ entries: [String: String]) -> String {
        entries.sorted { $0.key < $1.key }.map { "\($0.key): '\($0.value)'" }.joined(separator: ", ")
    }

    private static func steps(_ effect: SettingEffect, byAnnotation: Bool) -> [String] {
        let demands = effect.demands.map { "\($0.facet): \($0.matcher)" }.joined(separator: ", ")
        // The first container's create is what makes the sandbox, too.
        let asked = ["- create: \(byAnnotation ? "pod" : "main")", "  expect: { \(demands) }"]
        let beginning =
            switch effect.place {
            case .inside, .outside: ["- run: main"]
            case .asked: asked + (byAnnotation ? ["- start: pod", "- run: main"] : ["- start: main"])
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

    private static func whole(_ effect: SettingEffect) -> [String] {
        guard effect.place == .outside, effect.asks == nil else { return [] }
        return ["expect:"] + effect.demands.map { "  \($0.facet): \($0.matcher)" }
    }
}
