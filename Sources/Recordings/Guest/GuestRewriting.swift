/// What stands for parts of a guest's report that are a trial's own. Values of another shape are kept as they are.
enum GuestRewriting {
    /// What a pid refers to: `outside` of the namespace, `init`, `self`, or another.
    static func pid(_ value: GuestValue, in report: GuestValue) -> GuestValue {
        guard case .integer(let pid) = value else { return value }
        if pid == 0 { return .text("outside") }
        if pid == 1 { return .text("init") }
        return .text(value == report["pid"] ? "self" : "other")
    }

    /// `mnt:[4026531832]`: `initial` for those that a kernel begins with, else `own`.
    ///
    /// Source: the kernel's include/linux/proc_ns.h; in Linux 6.18 the first of mounts and networks got numbers too.
    static func namespace(_ value: GuestValue) -> GuestValue {
        guard case .text(let text) = value, let open = text.lastIndex(of: "["), text.hasSuffix("]"),
            let number = UInt64(text[text.index(after: open)...].dropLast())
        else { return value }
        return .text((4_026_531_832...4_026_531_841).contains(number) ? "initial" : "own")
    }

    static func descriptor(_ value: GuestValue) -> GuestValue {
        guard case .text(let text) = value else { return value }
        return .text(PostureFacets.kind(of: text))
    }

    /// An address with the bit of those that nobody assigned stands as `made up`.
    static func hardwareAddress(_ value: GuestValue) -> GuestValue {
        guard case .text(let text) = value, let first = UInt8(text.prefix(2), radix: 16), first & 2 != 0
        else { return value }
        return .text("made up")
    }

    static func withoutLinkLocal(_ value: GuestValue) -> GuestValue {
        guard case .list(let all) = value else { return value }
        return .list(
            all.filter { address in
                guard case .text(let text)? = address["address"] else { return true }
                return !text.hasPrefix("fe80:")
            })
    }

    /// `shared:12` is `shared`.
    static func peerGroups(_ value: GuestValue) -> GuestValue {
        guard case .list(let all) = value else { return value }
        return .list(
            all.map { tag in
                guard case .text(let text) = tag, let colon = text.firstIndex(of: ":") else { return tag }
                return .text(String(text[..<colon]))
            })
    }

    /// A text of several lines as a list of them.
    static func lines(_ value: GuestValue) -> GuestValue {
        guard case .text(let text) = value, text.contains("\n") else { return value }
        return .list(text.split(separator: "\n").map { .text(String($0)) })
    }

    static func capabilities(_ value: GuestValue) -> GuestValue {
        guard case .text(let text) = value, text.utf8.count == 16, let set = UInt64(text, radix: 16) else {
            return value
        }
        return .list(CapabilitySets.names(of: set).map { .text($0) })
    }
}
