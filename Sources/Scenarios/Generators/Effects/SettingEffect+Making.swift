extension SettingEffect {
    /// One that the guest's report shows.
    static func inside(
        _ key: String, _ value: String, annotation: String? = nil, annotationKey: String? = nil, _ section: String,
        _ demands: [(facet: String, matcher: String)], with: [String: String] = [:], container: [String] = []
    ) -> SettingEffect {
        SettingEffect(
            key: key, value: value, place: .inside, demands: demands, annotation: annotation,
            annotationKey: annotationKey, sections: [section], with: with, container: container, needs: ["vmm"],
            hasLink: section == "links")
    }

    /// One that is a word of the guest's kernel's command line.
    static func word(
        _ key: String, _ value: String, annotation: String? = nil, annotationKey: String? = nil, _ word: String,
        with: [String: String] = [:]
    ) -> SettingEffect {
        let pattern = word.replacing(".", with: "[.]")
        return inside(
            key, value, annotation: annotation, annotationKey: annotationKey, "kernelCommandLine",
            [("guest/kernelCommandLine", "{ matches: \"(.* )?\(pattern).*\" }")], with: with)
    }

    /// One that QEMU's command line shows.
    static func qemu(
        _ key: String, _ value: String, annotation: String? = nil, annotationKey: String? = nil, _ facet: String,
        _ matcher: String, with: [String: String] = [:]
    ) -> SettingEffect {
        SettingEffect(
            key: key, value: value, place: .outside, demands: [("host/qemu/\(facet)", matcher)],
            annotation: annotation, annotationKey: annotationKey, with: with, needs: ["vmm", "qemu"])
    }

    /// One that the arguments of the daemon that shares files show.
    static func virtiofsd(_ key: String, _ value: String, annotation: String, _ matcher: String) -> SettingEffect {
        SettingEffect(
            key: key, value: value, place: .outside,
            demands: [("host/posture/helper:virtiofsd/arguments", matcher)], annotation: annotation,
            needs: ["vmm", "virtiofsd"])
    }

    /// One that the shim's log shows.
    static func log(_ key: String, _ value: String, _ facet: String, needs: [String]) -> SettingEffect {
        SettingEffect(
            key: key, value: value, place: .outside, demands: [("run/log/\(facet)", "{ at-least: 1 }")], needs: needs,
            isBeforeStandin: needs.isEmpty)
    }

    /// One that shows in what the shim asks when a sandbox or container is created; by annotation alone without a value.
    static func asked(
        _ key: String, _ value: String?, annotation: String? = nil, annotationKey: String? = nil, _ facet: String,
        _ matcher: String, with: [String: String] = [:], container: [String] = []
    ) -> SettingEffect {
        SettingEffect(
            key: key, value: value, place: .asked, demands: [("asked/\(facet)", matcher)], annotation: annotation,
            annotationKey: annotationKey, with: with, container: container, isBeforeStandin: true)
    }

    /// One that names what is not there, so that nothing may be created; `words` is a pattern of the error's words.
    static func refused(
        _ key: String, _ value: String?, annotation: String? = nil, annotationKey: String? = nil, words: String,
        with: [String: String] = [:], pod: [String: String] = [:], needs: [String] = []
    ) -> SettingEffect {
        SettingEffect(
            key: key, value: value, place: .refused, demands: [("error", "any")], annotation: annotation,
            annotationKey: annotationKey, with: with, pod: pod, needs: needs, isBeforeStandin: needs.isEmpty,
            endsAtCreate: true, words: "(.|\\n)*\(words)(.|\\n)*")
    }

    /// The same with something changed.
    func with(_ change: (inout SettingEffect) -> Void) -> SettingEffect {
        var changed = self
        change(&changed)
        return changed
    }
}
