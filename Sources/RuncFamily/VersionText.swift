import Recordings

/// What `-v` or `--version` says, shorter: `1.6.20~ds1 (1.6.20~ds1-1+deb12u3, go1.19.8)` of containerd's shims.
///
/// A text that has no line `Version:` stays as it is, in one line.
enum VersionText {
    static func short(_ printed: RawBytes) -> String {
        let lines = printed.oneLine.split(separator: ";").map { $0.drop { $0 == " " } }
        func value(_ key: String) -> String? {
            guard let line = lines.first(where: { $0.hasPrefix("\(key):") }) else { return nil }
            let value = line.dropFirst(key.count + 1).drop { $0 == " " }
            return value.isEmpty ? nil : String(value)
        }
        guard let version = value("Version") else { return printed.oneLine }
        let more = ["Revision", "Go version"].compactMap(value)
        return more.isEmpty ? version : "\(version) (\(more.joined(separator: ", ")))"
    }
}
