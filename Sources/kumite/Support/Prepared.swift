import Drivers
import Matrices
import Recordings

/// A cell as it is run: each contender with the release that it was found to be, and the configuration of its setup.
enum Prepared {
    /// - Parameter identities: What was found of the contenders as the matrix has them.
    static func cell(_ cell: Cell, _ identities: [Contender: ContenderIdentity]) throws -> Cell {
        var cell = cell
        func complete(_ contender: Contender) -> Contender {
            var contender = contender
            contender.release = contender.release ?? identities[contender]?.release
            return contender
        }
        let (first, second) = (complete(cell.baseline), complete(cell.candidate))
        if let family = Registry.family(first.family), first.family == second.family {
            let made = try family.prepare(baseline: first, candidate: second, setup: cell.setup)
            (cell.baseline, cell.candidate) = (made.baseline, made.candidate)
            let all = (cell.confounders ?? []) + made.confounders.filter { cell.confounders?.contains($0) != true }
            cell.confounders = all.isEmpty ? nil : all
        } else {
            cell.baseline = try Registry.family(first.family)?.prepare(first) ?? first
            cell.candidate = try Registry.family(second.family)?.prepare(second) ?? second
        }
        if let reference = cell.reference.map(complete) {
            cell.reference = try Registry.family(reference.family)?.prepare(reference) ?? reference
        }
        return cell
    }
}
