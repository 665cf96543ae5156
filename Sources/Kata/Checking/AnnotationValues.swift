internal import Facets

/// What a shim makes of an annotation's value. Source: facts on annotations, by language at 4.1.0.
struct AnnotationValues {
    let release: ShimRelease
    /// What the shim reads, by which the types of values are known.
    let keys: ShimKeys
    /// Lists of `valid_…_paths` in the user's files, by key; one that is not written is not here.
    let paths: [KeyPlace: [String]]

    enum Verdict: Hashable {
        case taken
        /// Nothing is created, with the reason.
        case refused(String)
        /// Another form says the same.
        case written(String, String)
    }

    /// Annotations whose key in a file has another name.
    private static let otherNames = [
        "default_max_vcpus": "default_maxvcpus", "blk_logical_sector_size": "block_device_logical_sector_size",
        "blk_physical_sector_size": "block_device_physical_sector_size",
    ]
    /// Annotations with a path that must match one of a list.
    private static let guarded = [
        "path": "valid_hypervisor_paths", "jailer_path": "valid_jailer_paths",
        "virtio_fs_daemon": "valid_virtio_fs_daemon_paths", "vhost_user_store_path": "valid_vhost_user_store_paths",
        "ctlpath": "valid_ctlpaths", "entropy_source": "valid_entropy_sources",
        "file_mem_backend": "valid_file_mem_backends",
    ]

    /// What becomes of a value; only of annotations that the shim applies.
    func verdict(_ name: String, _ value: String) -> Verdict {
        guard let place = Self.place(of: name) else { return .taken }
        if let special = special(place, value) { return special }
        if let list = Self.guarded[place.key], let globs = paths[KeyPlace(place.section, list)],
            !globs.contains(where: { Self.matches($0, value) })
        {
            return .refused("\(release): '\(value.prefix(80))' matches nothing in \(list)")
        }
        return keys.type(of: place).map { verdict(on: value, $0) } ?? .taken
    }

    /// The key that an annotation is for.
    static func place(of name: String) -> KeyPlace? {
        for section in ["hypervisor", "runtime", "agent"] {
            let prefix = "io.katacontainers.config.\(section)."
            guard name.hasPrefix(prefix) else { continue }
            let key = String(name.dropFirst(prefix.count))
            return KeyPlace(section, otherNames[key] ?? key)
        }
        return nil
    }

    /// Those that a shim reads otherwise than their key's type tells.
    private func special(_ place: KeyPlace, _ value: String) -> Verdict? {
        switch (place.key, release.language) {
        case ("default_memory", .rust):
            if UInt32(Self.trimmed(value)) != nil || Self.isSize(value) { return .taken }
            return .refused("\(release) takes MiB or a size like 2Gi, not '\(value.prefix(40))'")
        case ("default_memory", .go):
            if UInt32(value) != nil { return .taken }
            return .refused("\(release) takes only whole MiB, not '\(value.prefix(40))'")
        case ("default_vcpus", _):
            guard let number = Double(Self.trimmed(value)), number > 0, number.isFinite else {
                return .refused("\(release) takes a number above 0, not '\(value.prefix(40))'")
            }
            return number > 256 ? .refused("\(release) takes no more than 256, or the host's processors") : .taken
        case ("virtio_fs_extra_args", .go):
            if JSONLine.texts(value) != nil { return .taken }
            return .refused("\(release) takes a list in JSON, like [\"--thread-pool-size=1\"]")
        case ("virtio_fs_extra_args", .rust):
            guard let words = JSONLine.texts(value) else { return .taken }
            return .written(
                words.joined(separator: ","), "\(release) cuts at commas, and adds to the file's in place of replacing")
        case ("experimental", .rust):
            let words = value.split(separator: " ")
            guard words.count > 1, !value.contains(",") else { return .taken }
            return .written(words.joined(separator: ","), "\(release) cuts at commas")
        case ("experimental", .go):
            guard value.contains(",") else { return .taken }
            return .refused("\(release) cuts at spaces and refuses what it does not know, '\(value.prefix(40))'")
        // `;` between them for both.
        case ("kernel_modules", _): return .taken
        default: return nil
        }
    }

    private func verdict(on value: String, _ type: KeyType) -> Verdict {
        switch type {
        case .flag:
            // Go's ParseBool against Rust's two words.
            let words =
                release.language == .go
                ? ["1", "t", "T", "true", "TRUE", "True", "0", "f", "F", "false", "FALSE", "False"]
                : ["true", "false"]
            let word = release.language == .go ? value : Self.trimmed(value)
            if words.contains(word) { return .taken }
            return .refused("\(release) takes only \(words.joined(separator: ", ")), not '\(value.prefix(40))'")
        case .u8, .u16, .u32, .u64, .i32, .i64:
            let word = release.language == .go ? value : Self.trimmed(value)
            guard let number = Int64(word) else {
                return .refused("\(release) takes a whole number, not '\(value.prefix(40))'")
            }
            return type.refusal(of: .integer(number)).map { .refused("\(release): \($0)") } ?? .taken
        case .float:
            return Double(Self.trimmed(value)) == nil
                ? .refused("\(release) takes a number, not '\(value.prefix(40))'") : .taken
        case .text, .texts, .table, .tables: return .taken
        }
    }

    private static func trimmed(_ text: String) -> String {
        let start = text.drop(while: \.isWhitespace)
        return String(start.reversed().drop(while: \.isWhitespace).reversed())
    }

    /// `2Gi`, `512 MiB`, `1g`.
    private static func isSize(_ text: String) -> Bool {
        let text = trimmed(text)
        let digits = text.prefix { $0.isASCII && $0.isNumber }
        let unit = trimmed(String(text.dropFirst(digits.count))).lowercased()
        return !digits.isEmpty && digits.count < 19
            && ["b", "k", "kb", "kib", "ki", "m", "mb", "mib", "mi", "g", "gb", "gib", "gi", "t", "tb", "tib", "ti"]
                .contains(unit)
    }

    /// Whether a glob stands for a whole path; `*` ends at a slash.
    static func matches(_ glob: String, _ path: String) -> Bool {
        var pattern = ""
        for character in glob.prefix(512) {
            switch character {
            case "*": pattern += "[^/]*"
            case "?": pattern += "[^/]"
            case let other where other.isLetter || other.isNumber || "/_-".contains(other): pattern.append(other)
            default: pattern += "\\\(character)"
            }
        }
        return (try? TextPattern(pattern))?.matches(path) ?? (glob == path)
    }
}
