extension CoverageSide {
    /// The scenarios that come nearest to a function that none reached: those that run most of its file, then of its paths.
    ///
    /// Of several as near, the one that runs least else comes first: there a step that leads further is soonest found.
    package func nearestScenarios(to function: CoveredBuild.Function, limit: Int = 3) -> [String] {
        guard let number = functions.firstIndex(where: { $0.function == function }) else { return [] }
        let own = paths.values.filter { $0.functions.contains(number) }
        let siblings = own.reduce(into: Set<Int>()) { $0.formUnion($1.functions) }
        var near: [String: (file: Int, path: Int, all: Int)] = [:]
        for (place, other) in functions.enumerated() {
            for scenario in other.scenarios {
                var count = near[scenario] ?? (0, 0, 0)
                count.all += 1
                if other.function.file == function.file { count.file += 1 }
                if siblings.contains(place) { count.path += 1 }
                near[scenario] = count
            }
        }
        let sorted = near.filter { $0.value.file + $0.value.path > 0 }.sorted { a, b in
            if a.value.file != b.value.file { return a.value.file > b.value.file }
            if a.value.path != b.value.path { return a.value.path > b.value.path }
            return (a.value.all, a.key) < (b.value.all, b.key)
        }
        return sorted.prefix(limit).map(\.key)
    }
}
