/// Whether enough files can be open: a lane holds some ten for each process and stream of a trial.
enum LimitCheck {
    /// Enough for two lanes with a scenario of a hundred execs.
    static let enough: UInt64 = 4_096

    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        let limit = input.facts.openFilesLimit
        guard limit < enough else { return [DoctorCheck("open files", .ok, "at most \(limit)")] }
        return [
            DoctorCheck(
                "open files", .warn, "at most \(limit)", affects: "scenarios with many execs, and trials in parallel",
                mend: "ulimit -Hn \(enough) before starting Kumite")
        ]
    }
}
