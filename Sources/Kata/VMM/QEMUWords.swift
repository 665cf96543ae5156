/// How QEMU's options are spelled.
enum QEMUWords {
    /// Options without a value.
    static let flags: Set<String> = [
        "S", "daemonize", "enable-kvm", "no-acpi", "no-hpet", "no-reboot", "no-shutdown", "no-user-config",
        "nodefaults",
        "nographic", "snapshot",
    ]

    /// The name of the property that may stand first without it.
    private static let implied = [
        "device": "driver", "netdev": "type", "chardev": "backend", "object": "qom-type", "machine": "type",
        "M": "type",
        "cpu": "model", "smp": "cpus", "m": "size", "name": "guest", "accel": "accel", "fsdev": "driver",
        "blockdev": "driver", "rtc": "base", "mon": "chardev", "qmp": "path",
    ]

    static func flag(_ name: String) -> QEMUArguments.Option {
        name == "enable-kvm" ? .init("accel", ["accel": "kvm"]) : .init(name, [:])
    }

    static func option(_ name: String, _ value: String) -> QEMUArguments.Option {
        let name = name == "M" ? "machine" : name
        guard !["append", "kernel", "initrd", "bios", "pidfile", "D", "uuid", "L"].contains(name) else {
            return .init(name, ["value": value])
        }
        var properties = value.hasPrefix("{") ? json(value) : list(value, implied[name] ?? "value")
        for (key, value) in properties { properties[key] = plain(value, key, of: name) }
        return .init(name, properties)
    }

    /// `a,b=c,d`, where `,,` is a comma, a word alone is on, and a word with `no` before it off.
    private static func list(_ text: String, _ first: String) -> [String: String] {
        var properties: [String: String] = [:]
        for (index, part) in parts(text).enumerated() {
            if let equals = part.firstIndex(of: "=") {
                properties[String(part[..<equals])] = String(part[part.index(after: equals)...])
            } else if index == 0 {
                properties[first] = part
            } else if part.hasPrefix("no"), part != "nodelay" {
                properties[String(part.dropFirst(2))] = "off"
            } else {
                properties[part] = "on"
            }
        }
        return properties
    }

    private static func parts(_ text: String) -> [String] {
        var parts = [""]
        let bytes = Array(text.unicodeScalars)
        var at = 0
        while at < bytes.count {
            if bytes[at] != "," {
                parts[parts.count - 1].unicodeScalars.append(bytes[at])
            } else if at + 1 < bytes.count, bytes[at + 1] == "," {
                parts[parts.count - 1] += ","
                at += 1
            } else {
                parts.append("")
            }
            at += 1
        }
        return parts
    }

    /// A value as JSON, as newer releases take it.
    private static func json(_ text: String) -> [String: String] {
        JSONLine.object(Array(text.utf8)[...]) ?? ["value": text]
    }

    /// One spelling for truth values and for sizes.
    private static func plain(_ value: String, _ key: String, of option: String) -> String {
        switch value {
        case "yes", "true", "y": return "on"
        case "no", "false", "n": return "off"
        default: break
        }
        let isSize = option == "m" && (key == "size" || key == "maxmem") || option == "object" && key == "size"
        // Memory without a unit is in MiB, an object's size in bytes.
        return isSize ? bytes(value, unit: option == "m" ? 20 : 0) ?? value : value
    }

    private static func bytes(_ text: String, unit: Int) -> String? {
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let shifts = ["": unit, "b": 0, "k": 10, "m": 20, "g": 30, "t": 40]
        guard let number = UInt64(digits), let shift = shifts[text.dropFirst(digits.count).lowercased()] else {
            return nil
        }
        let (product, overflow) = number.multipliedReportingOverflow(by: 1 << UInt64(shift))
        return overflow ? nil : "\(product)"
    }
}
