import Documents
import Facets
import Linux
import Matrices
import Policies

/// What a ledger says that is not wrong and may still be a slip: contenders that no matrix of the library knows.
///
/// A run can name its contenders on the command line, so that this is no problem of the file.
struct LedgerHints {
    /// Names, families, releases and programs of all contenders of the matrices, sorted.
    private let known: [String]

    init(_ library: Library) {
        var words = Set(ContenderKeys.families + ContenderKeys.releaseNames)
        for folder in [library.folder] + library.added.map(\.folder) {
            let names = (try? Directory("\(folder)/Matrix").names()) ?? []
            for name in names.map({ String(decoding: $0, as: UTF8.self) }) where name.hasSuffix(".yaml") {
                guard let matrix = try? library.matrix("\(folder)/Matrix/\(name)") else { continue }
                for contender in matrix.contenders {
                    words.insert(contender.name)
                    words.insert(contender.family)
                    if let release = contender.release { words.insert(String(release.prefix { $0 != "@" })) }
                    for program in [contender.shim, contender.runtime].compactMap(\.self) {
                        words.insert(String(program.split(separator: "/").last ?? ""))
                    }
                }
            }
        }
        known = words.sorted()
    }

    /// One line each, as `file:line: hint: …`; none for what is no ledger or can't be read as one.
    func hints(_ bytes: [UInt8], file: String) -> [String] {
        let ledger = LedgerFile.load(bytes, file: file)
        guard ledger.diagnostics.isEmpty else { return [] }
        return ledger.entries.flatMap { entry in
            entry.contenders.compactMap(\.word).filter { !known.contains($0) }.map { word in
                let near = nearest(to: word, among: known).map { "; did you mean '\($0)'?" } ?? ""
                return Printable.line(
                    "\(file):\(entry.line): hint: no matrix of the library names a contender, family, release or program "
                        + "'\(word)'\(near)")
            }
        }
    }
}
