import FoundationEssentials
import Linux

/// What one copy of the understudy is to do: whom it stands before, and what it does wrong.
struct Staging: Codable, Sendable, Hashable {
    /// The real shim, absolute.
    var shim: String
    /// The fault's name; none is a transparent understudy.
    var fault: String?
    /// The fault's parameters that are not as by default.
    var parameters: [String: String]?
    /// How likely one daemon commits it, from 0 to 1; certain when nothing is said.
    var probability: Double?
    /// Which of the occasions inside one daemon it is committed on, from 1; every one when nothing is said.
    var nth: Int?
    /// What decides, with the container's id or where a question is asked, which daemons commit it.
    var seed: UInt64?

    /// The file name that a staged understudy has.
    static let name = "containerd-shim-understudy-v2"

    /// Whether the program at a path is to act as a shim.
    static func isStaged(_ program: String) -> Bool {
        // The kernel adds this when another file has taken the program's place.
        program.hasSuffix("/\(name)") || program.hasSuffix("/\(name) (deleted)")
    }

    /// The orders beside a program.
    static func read(besideProgram program: String) throws -> Staging {
        let folder = String(program[..<(program.lastIndex(of: "/") ?? program.startIndex)])
        let path = "\(folder)/\(name).json"
        let bytes = try Files.read(path, limit: 1 << 20).bytes
        guard let staging = try? JSONDecoder().decode(Staging.self, from: Data(bytes)) else {
            throw StagingProblem(why: "\(path) is not what an understudy is told by; stage it again")
        }
        return staging
    }

    /// The misbehaviour of the daemon of a container; nil where it is none's, or not this one's turn.
    func misbehaviour(in container: String) throws -> Misbehaviour? {
        guard let name = fault, name != "none" else { return nil }
        guard let fault = Fault.all.first(where: { $0.name == name }) else {
            throw StagingProblem(why: "there is no fault \(name); `understudy faults` lists those there are")
        }
        let choices = try Choices(parameters ?? [:], of: fault)
        guard Chance.strikes(probability ?? 1, seed: seed ?? 0, container) else { return nil }
        return fault.make(choices)
    }
}

/// Why an understudy can't be what it was told to be.
struct StagingProblem: Error, CustomStringConvertible {
    var why: String
    var description: String { why }
}
