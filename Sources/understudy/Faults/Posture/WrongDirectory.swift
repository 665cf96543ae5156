import Documents

extension Fault {
    static let wrongDirectory = Fault(
        name: "posture/cwd-wrong",
        title: "A process starts in the root folder, whatever was asked for",
        because: "Programs find their files by where they are started.",
        expects: Expectation(facets: ["*/guest/cwd", "**/posture/*/directory"], severity: "major"),
        scenarios: ["isolation/process"]
    ) { _ in
        .process { process in
            if process["cwd"] != nil { process["cwd"] = .text("/") }
        }
    }
}
