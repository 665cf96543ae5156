/// Finds the functions that critical paths list in what a tool has read; keeps what it found out about files.
package struct CoverageMap: Sendable {
    /// A file with fewer functions than this is never half of a source worth speaking of.
    private static let broadFrom = 40

    private let paths: [ListedPath]
    /// All places of all paths, each once.
    private let places: [CodePlace]
    private let numbers: [CodePlace: Int]
    /// Places that match a file, by its path.
    private var known: [String: [Int]] = [:]

    package init(_ paths: [ListedPath]) {
        self.paths = paths
        var places: [CodePlace] = []
        var numbers: [CodePlace: Int] = [:]
        for place in paths.flatMap(\.places) where numbers[place] == nil {
            numbers[place] = places.count
            places.append(place)
        }
        self.places = places
        self.numbers = numbers
    }

    /// What the paths list in a build of `language`, and which of that a trial reached.
    package mutating func map(_ reading: ToolReading, in language: CodeLanguage) -> (CoveredBuild, Reached) {
        var matched = Array(repeating: [Int](), count: places.count)
        var isListed = Array(repeating: false, count: reading.functions.count)
        for (number, function) in reading.functions.enumerated() {
            for place in placesMatching(function.file)
            where places[place].symbol.map({ $0.matches(function.symbol) }) ?? true {
                matched[place].append(number)
                isListed[number] = true
            }
        }
        var functions: [CoveredBuild.Function] = []
        var reached = Reached()
        var renumbered = Array(repeating: 0, count: reading.functions.count)
        for (number, function) in reading.functions.enumerated() where isListed[number] {
            renumbered[number] = functions.count
            if function.isReached {
                reached.functions.append(functions.count)
                reached.permille.append(function.permille)
            }
            functions.append(
                CoveredBuild.Function(file: function.file, line: function.line, symbol: function.symbol))
        }
        func isUnmatched(_ place: CodePlace) -> Bool { numbers[place].map { matched[$0].isEmpty } ?? true }
        let listed = paths.compactMap { path -> CoveredBuild.Path? in
            let own = path.places.filter { $0.language == language }
            guard !own.isEmpty else { return nil }
            let built = Set(own.filter { !isUnmatched($0) }.compactMap(\.withoutArchitecture))
            /// Go leaves a file named after another architecture out of a build, so its like for this one stands for it.
            func isOfAnotherArchitecture(_ place: CodePlace) -> Bool {
                place.withoutArchitecture.map { built.contains($0) } ?? false
            }
            var all: Set<Int> = []
            var entry = CoveredBuild.Path(id: path.id, functions: [])
            for place in own {
                let found = numbers[place].map { matched[$0] } ?? []
                if found.isEmpty, !isOfAnotherArchitecture(place) { entry.missing.append(place.text) }
                if found.count > Self.broadFrom, found.count * 2 > reading.functions.count {
                    entry.broad.append(place.text)
                }
                all.formUnion(found.map { renumbered[$0] })
            }
            entry.functions = all.sorted()
            return entry
        }
        return (CoveredBuild(functions: functions, paths: listed, instrumented: reading.functions.count), reached)
    }

    private mutating func placesMatching(_ file: String) -> [Int] {
        if let found = known[file] { return found }
        let components = file.split(separator: "/", omittingEmptySubsequences: true).filter { $0 != "." }
        let language = CodeLanguage(ofFile: file)
        let found = places.indices.filter { places[$0].language == language && places[$0].file.matches(components) }
        known[file] = found
        return found
    }
}

/// Functions of a build that a trial reached.
package struct Reached: Sendable, Hashable, Codable {
    /// Places in the build's functions, ascending.
    package var functions: [Int]
    /// For each, how much of it was run, in thousandths of its statements (Go) or lines (LLVM).
    package var permille: [Int]

    package init(functions: [Int] = [], permille: [Int] = []) {
        self.functions = functions
        self.permille = permille
    }
}
