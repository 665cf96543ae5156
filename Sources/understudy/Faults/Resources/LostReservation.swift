extension Fault {
    static let lostReservation = Fault(
        name: "resources/reservation-lost",
        title: "The memory that a container was to keep under pressure is not reserved",
        because: "The pod with guarantees is the first to be reclaimed from.",
        expects: Expectation(facets: ["*/guest/cgroupLimits/**"]),
        scenarios: ["resources/seen-inside"]
    ) { _ in .without("linux", "resources", "memory", "reservation") }
}
