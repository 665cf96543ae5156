/// What a contender of a run is called, and what stands behind it, as far as a ledger can name it.
package struct KnownContender: Sendable, Hashable, Codable {
    /// A binary with what it says of itself.
    package struct Program: Sendable, Hashable, Codable {
        /// Its file's name: `crun`.
        package var name: String
        /// What it prints when asked.
        package var version: String

        package init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    package var name: String
    package var family: String
    /// The release that the user says it is: `go@4.1.0`.
    package var release: String?
    package var shim: Program
    /// The OCI runtime behind the shim.
    package var runtime: Program?
    /// Other parts: a monitor, a daemon.
    package var parts: [Program]
    /// The monitor that runs its virtual machines, as the matrix names it; nil where there is none.
    package var hypervisor: String?
    /// Whether a guest without a VM stands behind it.
    package var isBeforeStandin: Bool { hypervisor == "standin" }

    package init(
        name: String, family: String = "", release: String? = nil, shim: Program = Program(name: "", version: ""),
        runtime: Program? = nil, parts: [Program] = [], hypervisor: String? = nil
    ) {
        self.name = name
        self.family = family
        self.release = release
        self.shim = shim
        self.runtime = runtime
        self.parts = parts
        self.hypervisor = hypervisor
    }
}

extension KnownContender {
    /// What the release calls it: `go` of `go@4.1.0`.
    var releaseName: String? {
        release.map { String($0.prefix { $0 != "@" }) }
    }

    private var releaseNumber: ReleaseNumber? {
        release.flatMap { ReleaseNumber($0.drop { $0 != "@" }.dropFirst()) }
    }

    /// Whether it is called so: by its name, by its release, or by its family, unless a runtime of another name is
    /// behind it: crun behind a shim of the family runc is not meant where runc is.
    func isCalled(_ word: String) -> Bool {
        name == word || releaseName == word || family == word && (runtime.map { $0.name == word } ?? true)
    }

    /// How an entry names it and its release: `rust@4.1.0`, or just its name where no release is known.
    package var text: String {
        if let releaseName, let releaseNumber { return "\(releaseName)@\(releaseNumber)" }
        return number(of: name).map { "\(name)@\($0)" } ?? name
    }

    /// The number of the release that a word means here: of what the user calls so, of the program of that name, else
    /// of the contender that is called so; nil if it means nothing here, or no number is known.
    func number(of word: String) -> ReleaseNumber? {
        if releaseName == word, let releaseNumber { return releaseNumber }
        let programs = ([runtime, shim] + parts).compactMap(\.self)
        if let program = programs.first(where: { $0.name == word }) { return ReleaseNumber(in: program.version) }
        return isCalled(word) ? releaseNumber ?? ReleaseNumber(in: shim.version) : nil
    }
}
