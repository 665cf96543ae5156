/// Whether /run has room for sockets, fifos and runtimes' states.
enum SpaceCheck {
    static let enough: UInt64 = 64 << 20
    static let least: UInt64 = 4 << 20

    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        let available = input.facts.runAvailableBytes
        let detail = "\(available >> 20) MiB free"
        guard available < enough else { return [DoctorCheck("space in /run", .ok, detail)] }
        return [
            DoctorCheck(
                "space in /run", available < least ? .fail : .warn, detail,
                affects: "sockets, fifos and runtimes' states are written there",
                mend: "remove what is not needed, or: mount -o remount,size=256m /run")
        ]
    }
}
