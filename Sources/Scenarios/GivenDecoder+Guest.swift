internal import Documents

extension GivenDecoder {
    private static let names = [GuestSpec.good] + GuestFault.all.map(\.name)

    /// Reads `guest`: `standin`, the name of a fault, or a map of a fault and its parameters.
    mutating func guest(_ item: Item) -> GuestSpec? {
        guard case .map(let entries) = item.content else {
            guard let name = reading.choice(item, "guest", among: Self.names) else { return nil }
            return GuestSpec(fault: name == GuestSpec.good ? nil : name)
        }
        guard let named = entries.first(where: { $0.key == "fault" }) else {
            reading.report("'guest' names its 'fault', or is '\(GuestSpec.good)'", at: item.position)
            return nil
        }
        guard let name = reading.choice(named.value, "fault", among: GuestFault.all.map(\.name)),
            let fault = GuestFault.all.first(where: { $0.name == name }),
            reading.fields(item, of: "'guest'", known: ["fault"] + fault.parameters.keys.sorted()) != nil
        else { return nil }
        var guest = GuestSpec(fault: name)
        for entry in entries where entry.key != "fault" {
            guard let values = fault.parameters[entry.key] else { continue }
            guard values.isEmpty else {
                if let value = reading.choice(entry.value, "'\(entry.key)'", among: values) {
                    guest.parameters[entry.key] = value
                }
                continue
            }
            guard let value = reading.text(entry.value, "'\(entry.key)'") else { continue }
            guard fault.takes(value, for: entry.key) else {
                reading.report(
                    "'\(entry.key)' must be a whole number from 1 to 600000, not '\(value.prefix(80))'",
                    at: entry.value.position)
                continue
            }
            guest.parameters[entry.key] = value
        }
        return guest
    }
}
