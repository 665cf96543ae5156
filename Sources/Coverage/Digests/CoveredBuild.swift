/// What critical paths list in one instrumented build: functions, and which of them belong to which path.
///
/// It stands once in an archive; the digests of trials name its functions by their numbers.
package struct CoveredBuild: Sendable, Hashable, Codable {
    /// A function that at least one critical path lists.
    package struct Function: Sendable, Hashable, Codable {
        package var file: String
        /// Its first line, from 1; 0 if that is not known.
        package var line: Int
        package var symbol: CodeSymbol

        package init(file: String, line: Int, symbol: CodeSymbol) {
            self.file = file
            self.line = line
            self.symbol = symbol
        }

        /// `service.go:(*service).Create`, with the file's last part only.
        package var text: String {
            let name = symbol.text(in: CodeLanguage(ofFile: file) ?? .rust)
            return "\(file.split(separator: "/").last.map(String.init) ?? file):\(name)"
        }
    }

    /// A critical path in this build.
    package struct Path: Sendable, Hashable, Codable {
        package var id: String
        /// Places in `functions`, ascending.
        package var functions: [Int]
        /// Places that match nothing here: the list is older or newer than the build.
        package var missing: [String]
        /// Places that match more than half of all functions: such a list says nothing.
        package var broad: [String]

        package init(id: String, functions: [Int], missing: [String] = [], broad: [String] = []) {
            self.id = id
            self.functions = functions
            self.missing = missing
            self.broad = broad
        }
    }

    package var functions: [Function]
    /// In the order of the list; only those that name a place in the language of the build.
    package var paths: [Path]
    /// How many functions were instrumented, listed or not.
    package var instrumented: Int

    package init(functions: [Function], paths: [Path], instrumented: Int) {
        self.functions = functions
        self.paths = paths
        self.instrumented = instrumented
    }

    /// A text that is the same for the same content, for a digest to name it by.
    package var canonical: String {
        var lines = ["\(instrumented)"]
        for function in functions {
            let symbol = function.symbol
            lines.append(
                [function.file, "\(function.line)", symbol.owner, symbol.trait, symbol.name, symbol.module]
                    .joined(separator: "\t"))
        }
        for path in paths {
            lines.append(
                "\(path.id)\t\(path.functions.map(String.init).joined(separator: ","))\t"
                    + (path.missing + ["|"] + path.broad).joined(separator: ","))
        }
        return lines.joined(separator: "\n")
    }
}
