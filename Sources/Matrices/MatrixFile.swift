package import Documents

/// What a matrix file holds, or everything that is wrong with it.
package struct MatrixFile: Sendable, Hashable {
    /// Nil if there is a diagnostic.
    package var matrix: Matrix?
    /// In the order of the file.
    package var diagnostics: [Diagnostic]

    static let keys = ["contenders", "pairs", "axes", "agent-log"]

    /// Reads one file; relative paths in it are meant from `folder`, the absolute path of the folder it lies in.
    ///
    /// With `capabilities`, the ids of `Matrix/capabilities.yaml`, every entry of `lacks` must be one of them.
    package static func load(
        _ bytes: [UInt8], file: String, folder: String, capabilities: [String]? = nil
    ) -> MatrixFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return MatrixFile(matrix: nil, diagnostics: problems) }
        var decoder = MatrixDecoder(reading: Reading(file: file), folder: folder, capabilities: capabilities)
        let matrix = decoder.matrix(of: document.root, name: name(of: file))
        let found = decoder.reading.diagnostics.sorted()
        return MatrixFile(matrix: found.isEmpty ? matrix : nil, diagnostics: found)
    }

    /// The name of a matrix: its file's without the folder and the ending.
    private static func name(of file: String) -> String {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        return last.hasSuffix(".yaml") ? String(last.dropLast(5)) : last
    }
}
