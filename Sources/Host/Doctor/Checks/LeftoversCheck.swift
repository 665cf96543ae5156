/// Whether former runs left something behind.
enum LeftoversCheck {
    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        guard let first = input.leftovers.first else { return [DoctorCheck("leftovers", .ok, "none")] }
        let count = input.leftovers.count
        return [
            DoctorCheck(
                "leftovers", .warn, count == 1 ? first : "\(count), among them \(first)",
                affects: "what is left takes memory and processor time; it can't be mistaken for a new run's",
                mend: "kumite clean")
        ]
    }
}
