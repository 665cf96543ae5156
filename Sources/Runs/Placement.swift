import FoundationEssentials
import Glibc
import Linux
package import Matrices

/// Programs that lie in the run's folder while it runs: the copy of a baseline, against which times are held to see how
/// much two equal sides differ, and the understudies of contenders that have one.
///
/// There they are as long as the run can be gone on with, and need no place of their own.
package enum Placement {
    /// The folder under the run's that holds them.
    private static let name = "placed"

    /// The cell with a copy of its baseline as its fourth contender.
    ///
    /// - Parameter folder: The run's folder, absolute: it becomes part of the shim's path.
    package static func withCopy(_ cell: Cell, at number: Int, in folder: String) -> Cell {
        var cell = cell
        var copy = cell.baseline
        copy.name += "-copy"
        let place = "\(folder)/\(name)/\(number)/copy"
        copy.shim = "\(place)/shim/\(file(of: copy.shim))"
        copy.runtime = copy.runtime.map { "\(place)/runtime/\(file(of: $0))" }
        // What an upgrade would put in place is the baseline's own affair.
        cell.copy = copy
        return cell
    }

    /// The cells as their trials are run: where a contender has an understudy, that is the shim that is started.
    ///
    /// - Parameter folder: The run's folder, absolute.
    package static func staged(_ cells: [Cell], in folder: String) -> [Cell] {
        cells.enumerated().map { number, cell in
            var cell = cell
            func put(_ role: Role, _ contender: inout Contender) {
                guard contender.understudy != nil else { return }
                contender.shim = "\(folder)/\(name)/\(number)/\(role.rawValue)/\(Self.understudy)"
            }
            put(.baseline, &cell.baseline)
            put(.candidate, &cell.candidate)
            if var reference = cell.reference {
                put(.reference, &reference)
                cell.reference = reference
            }
            if var copy = cell.copy {
                put(.copy, &copy)
                cell.copy = copy
            }
            return cell
        }
    }

    /// Puts everything that the cells need in its place, unless it is there.
    ///
    /// - Parameters:
    ///   - cells: With their real shims, as archived.
    ///   - understudy: Its program; only asked for where a contender has one.
    /// - Throws: A `LinuxError` when something can't be read or written.
    package static func make(for cells: [Cell], in folder: String, understudy: () async throws -> String) async throws {
        for (cell, staged) in zip(cells, staged(cells, in: folder)) {
            if let copy = cell.copy {
                try copyFile(cell.baseline.shim, to: copy.shim)
                if let runtime = cell.baseline.runtime, let path = copy.runtime { try copyFile(runtime, to: path) }
            }
            for role in Role.allCases {
                guard let contender = cell.contender(role), let orders = contender.understudy,
                    let path = staged.contender(role)?.shim
                else { continue }
                try stage(try await understudy(), at: path, before: contender.shim, orders)
            }
        }
    }

    /// Removes what was placed for a run that is over.
    package static func remove(from folder: String) {
        _ = Files.removeTree("\(folder)/\(name)")
    }

    /// The file name of an understudy as a shim; by it the program knows that it is one.
    private static let understudy = "containerd-shim-understudy-v2"

    /// What an understudy is told, beside it.
    private struct Orders: Encodable {
        var shim: String
        var fault: String?
        var parameters: [String: String]
        var probability: Double?
        var nth: Int?
        var seed: UInt64
    }

    private static func stage(
        _ program: String, at path: String, before shim: String, _ understudy: Matrices.Understudy
    ) throws {
        try Files.makeDirectories(String(path.dropLast(file(of: path).count + 1)))
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let orders = Orders(
            shim: shim, fault: understudy.fault, parameters: understudy.with, probability: understudy.probability,
            nth: understudy.nth, seed: understudy.seed)
        try Files.write("\(path).json", [UInt8](encoder.encode(orders)))
        // A link where it can be one: the program has up to 60 MB, and a proof stages it for every fault.
        guard !Files.exists(path), link(program, path) != 0 else { return }
        try copyFile(program, to: path)
    }

    private static func copyFile(_ source: String, to path: String) throws {
        guard !Files.exists(path) else { return }
        try Files.makeDirectories(String(path.dropLast(file(of: path).count + 1)))
        try Files.copy(source, to: path, mode: 0o755)
    }

    private static func file(of path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
