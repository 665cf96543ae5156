import Documents

extension Fault {
    static let wrongHostname = Fault(
        name: "posture/hostname-wrong",
        title: "A container has another name than it was given",
        because: "Clusters know their members by it.",
        expects: Expectation(
            facets: ["*/guest/hostname", "*/guest/uname/**", "*/**/stdout"], severity: "major"),
        scenarios: ["isolation/report", "isolation/process"]
    ) { _ in
        .bundle { config in
            if config["hostname"] != nil { config["hostname"] = .text("localhost") }
        }
    }
}
