import Documents

extension Fault {
    static let loosenedMounts = Fault(
        name: "posture/mount-options-lost",
        title: "Mounts are made without `nosuid`, `nodev` and `noexec`",
        because: "A program or a device node in a shared volume is a way to other rights.",
        expects: Expectation(
            facets: ["*/guest/mounts/**", "*/**/stdout", "*/**/exit"], severity: "major"),
        scenarios: ["mounts/options", "isolation/report"]
    ) { _ in
        .bundle { config in
            guard let mounts = config["mounts"]?.list else { return }
            config["mounts"] = .list(
                mounts.map { mount in
                    var mount = mount
                    let loose: [JSONValue] = [.text("nosuid"), .text("nodev"), .text("noexec")]
                    if let options = mount["options"]?.list {
                        mount["options"] = .list(options.filter { !loose.contains($0) })
                    }
                    return mount
                })
        }
    }
}
