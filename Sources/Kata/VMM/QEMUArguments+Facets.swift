package import Facets

extension QEMUArguments {
    /// How many facets one command line gives at most.
    static let mostFacets = 2000

    /// Its meaning as facets: an option's properties below its name and what it is known by among its like.
    ///
    /// - Parameters:
    ///   - path: Such as `host/qemu`.
    ///   - value: Puts names in the place of what is a trial's own.
    package func facets(below path: FacetPath, _ value: (String) -> FacetValue) -> [Facet] {
        var facets: [Facet] = []
        var counts: [[String]: Int] = [:]
        for option in plain().options {
            var place = [option.name]
            if case .text(let name) = value(option.identity), !name.isEmpty, option.name != option.identity {
                place.append(String(name.prefix(256)))
            }
            let count = counts[place, default: 0] + 1
            counts[place] = count
            if count > 1 { place[place.count - 1] += "#\(count)" }
            let base = path.appending(FacetPath(place))
            facets.append(Facet(base, .seen(.bag(of: option.properties.keys.map(value)))))
            for (key, text) in option.properties.sorted(by: { $0.key < $1.key }) where !key.isEmpty {
                facets.append(Facet(base.appending(String(key.prefix(256))), .seen(value(text))))
            }
            guard facets.count < Self.mostFacets else { break }
        }
        return facets
    }

    /// Its options by role as facets: the properties of each, a role without any absent.
    package func roles(below path: FacetPath, _ value: (String) -> FacetValue) -> [Facet] {
        let plain = plain()
        return Role.allCases.flatMap { role -> [Facet] in
            let path = path.appending(role.rawValue)
            guard let option = plain.option(of: role) else { return [Facet(path, .absent)] }
            let own = option.properties.sorted { $0.key < $1.key }.filter { !$0.key.isEmpty }
            return [Facet(path, .seen(.bag(of: own.map { value($0.key) })))]
                + own.map { Facet(path.appending(String($0.key.prefix(256))), .seen(value($0.value))) }
        }
    }
}
