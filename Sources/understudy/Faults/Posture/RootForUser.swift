import Documents

extension Fault {
    static let rootForUser = Fault(
        name: "posture/user-wrong",
        title: "Whoever was to be another user is root",
        because: "Images are built so that who breaks in is not root.",
        expects: Expectation(
            facets: ["*/guest/uid", "*/guest/euid", "*/guest/suid", "**/posture/*/users", "*/guest/capabilities/**"],
            severity: "blocker"),
        scenarios: ["isolation/user", "isolation/posture"]
    ) { _ in
        .process { process in
            if let user = process[["user", "uid"]]?.integer, user != 0 { process[["user", "uid"]] = .integer(0) }
        }
    }
}
