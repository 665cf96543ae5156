internal import Documents

/// Reads `rootfs` and `image` of a container.
struct RootfsDecoder {
    var reading: Reading

    static let keys = ["from", "as", "fs", "readonly"]
    /// File systems that a block can hold.
    static let fileSystems = ["ext4", "xfs"]

    mutating func rootfs(in fields: Fields) -> RootfsSpec {
        var spec = RootfsSpec()
        if let item = fields["image"], let content = image(item) { spec.content = content }
        guard let item = fields["rootfs"], let parts = reading.fields(item, of: "'rootfs'", known: Self.keys) else {
            return spec
        }
        if let from = parts.entry("from") {
            if fields["image"] != nil {
                reading.report("'image' says already what it holds; leave 'from' out", at: from.position)
            }
            if let content = content(from.value) { spec.content = content }
        }
        if let form = parts["as"].flatMap({ reading.choice($0, "kind of root file system", of: RootfsSpec.Form.self) })
        {
            spec.form = form
        }
        if let fs = parts.entry("fs") {
            spec.fileSystem = reading.choice(fs.value, "file system", among: Self.fileSystems)
            if spec.form != .block { reading.report("only a block has a file system of its own", at: fs.position) }
        }
        if let item = parts["readonly"] { spec.readonly = reading.flag(item, "'readonly'") ?? false }
        return spec
    }

    /// `oci:DIR[:TAG]`.
    private mutating func image(_ item: Item) -> RootfsSpec.Content? {
        guard let text = reading.words(item, "'image'") else { return nil }
        let parts = text.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
        let leadsOut = parts.count > 1 && parts[1].split(separator: "/").contains("..")
        guard parts.count > 1, parts[0] == "oci", !parts[1].isEmpty, !leadsOut, parts.count < 3 || !parts[2].isEmpty
        else {
            reading.report(
                "'image' must be oci:DIR or oci:DIR:TAG, DIR a folder, absolute or below the library's, not "
                    + "'\(text.prefix(80))'", at: item.position)
            return nil
        }
        return .image(folder: parts[1], tag: parts.count > 2 ? parts[2] : nil)
    }

    private mutating func content(_ item: Item) -> RootfsSpec.Content? {
        guard let text = reading.words(item, "'from'") else { return nil }
        switch text {
        case "probe": return .probe
        case "missing": return .missing
        default:
            guard text.hasPrefix("/") else {
                reading.report(
                    "'from' must be probe, missing or an absolute folder", at: item.position,
                    suggestion: nearest(to: text, among: ["probe", "missing"]))
                return nil
            }
            return .folder(text)
        }
    }
}
