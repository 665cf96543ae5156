/// What files and the command line can say of a contender, and how what they leave out is found.
package enum ContenderKeys {
    /// Families that a contender can name.
    package static let families = ["runc", "kata"]
    /// Names of releases that are told apart by owners: Kata's shims.
    package static let releaseNames = ["go", "rust"]
    /// Releases of containerd that can be imitated.
    static let releases = ["1.6", "1.7", "2.1", "2.3"]
    /// Keys of a contender in a matrix.
    static let inMatrix = [
        "family", "release", "shim", "runtime", "config", "hypervisor", "speaks", "lacks", "speaks-for", "next",
        "understudy", "coverage",
    ]
    /// Keys of a contender on the command line.
    static let onCommandLine = [
        "shim", "family", "release", "config", "runtime", "hypervisor", "name", "next", "understudy", "coverage",
    ]

    /// The family that a shim's file name tells: `containerd-shim-kata-v2` is of `kata`, every other of `runc`.
    ///
    /// A shim that says nothing of itself is driven as the runc shims are: theirs is the plain protocol.
    static func family(ofShim path: String) -> String {
        fileName(path).contains("kata") ? "kata" : "runc"
    }

    /// The name of a contender that was given none: `runc-v2` of `/usr/bin/containerd-shim-runc-v2`.
    static func name(ofShim path: String) -> String {
        let file = fileName(path)
        let prefix = "containerd-shim-"
        let rest = file.hasPrefix(prefix) && file.count > prefix.count ? String(file.dropFirst(prefix.count)) : file
        return String(decoding: rest.utf8.map { canName($0) ? $0 : UInt8(ascii: "_") }, as: UTF8.self)
    }

    /// Whether a byte can stand in a contender's name, which becomes part of cells' names and of folders.
    static func canName(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private static func fileName(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }
}
