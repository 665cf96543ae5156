/// A file of the library that is made, not written.
package struct GeneratedFile: Sendable, Hashable {
    /// Where it lies in the library.
    package var path: String
    package var text: String

    package init(path: String, text: String) {
        self.path = path
        self.text = text
    }

    /// What the first line of each says.
    static let head = "# Made by `kumite new generated`; what is changed here is lost."

    /// All of them, sorted by path.
    package static let all: [GeneratedFile] =
        (CallScenarios.files + WaitScenarios.files + [FaultMatrix.file] + EffectScenarios.files).sorted {
            $0.path < $1.path
        }
}
