import Linux
package import Matrices

/// The copy of a baseline at another path, which times are held against to see how much two equal sides differ.
///
/// It lies in the run's folder, so that it is there as long as the run can be gone on with and needs no place of its own.
package enum BaselineCopy {
    /// The folder under the run's that holds the copies of all cells.
    private static let name = "copy"

    /// The cell with a copy of its baseline as its fourth contender.
    ///
    /// - Parameter folder: The run's folder, absolute: it becomes part of the shim's path.
    package static func planned(for cell: Cell, at number: Int, in folder: String) -> Cell {
        var cell = cell
        var copy = cell.baseline
        copy.name += "-copy"
        let place = "\(folder)/\(name)/\(number)"
        copy.shim = "\(place)/shim/\(file(of: copy.shim))"
        copy.runtime = copy.runtime.map { "\(place)/runtime/\(file(of: $0))" }
        // What an upgrade would put in place is the baseline's own affair.
        cell.copy = copy
        return cell
    }

    /// Copies what the cells' copies are made of, unless it is there.
    ///
    /// - Throws: A `LinuxError` when it can't be read or written.
    package static func make(for cells: [Cell]) throws {
        for cell in cells {
            guard let copy = cell.copy else { continue }
            try make(copy.shim, of: cell.baseline.shim)
            if let runtime = cell.baseline.runtime, let path = copy.runtime { try make(path, of: runtime) }
        }
    }

    /// Removes the copies of a run that is over.
    package static func remove(from folder: String) {
        _ = Files.removeTree("\(folder)/\(name)")
    }

    private static func make(_ path: String, of source: String) throws {
        guard !Files.exists(path) else { return }
        try Files.makeDirectories(String(path.dropLast(file(of: path).count + 1)))
        try Files.copy(source, to: path, mode: 0o755)
    }

    private static func file(of path: String) -> Substring {
        path.split(separator: "/").last ?? ""
    }
}
