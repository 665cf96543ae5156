extension Fault {
    static let lostGroups = Fault(
        name: "posture/groups-lost",
        title: "A workload is in none of the further groups that it was given",
        because: "It can't read the volume that was made for its group.",
        expects: Expectation(
            facets: ["*/guest/groups", "*/guest/groups/**", "**/posture/*/supplementary"], severity: "blocker"),
        scenarios: ["isolation/user", "isolation/posture"]
    ) { _ in
        .withoutOfProcess("user", "additionalGids")
    }
}
