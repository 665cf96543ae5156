package import Coverage

/// A path through a shim that must not break.
package struct CriticalPath: Sendable, Hashable {
    /// What `covers` in a scenario names: `signal-delivery`.
    package var id: String
    package var title: String
    /// The component that answers for it.
    package var component: String
    /// What a user loses when it breaks.
    package var because: String
    /// Where it lies in the code of contenders, in the order of the file.
    package var places: [PlacesInCode]
    /// Whether it is reached with a real VM only, not before a stand-in guest.
    package var needsVM: Bool

    package init(
        id: String, title: String, component: String, because: String, places: [PlacesInCode] = [],
        needsVM: Bool = false
    ) {
        self.needsVM = needsVM
        self.id = id
        self.title = title
        self.component = component
        self.because = because
        self.places = places
    }
}

/// The places of a critical path in the code of some contenders.
package struct PlacesInCode: Sendable, Hashable, Codable {
    package var contenders: ContenderPattern
    /// As they are written, braces included; each is a place (see `CodePlace`).
    package var places: [String]

    package init(contenders: ContenderPattern, places: [String]) {
        self.contenders = contenders
        self.places = places
    }
}

extension CriticalPath {
    /// Its places in a contender's code: those of every selector that matches it; nil where none does.
    package func listed(for contender: KnownContender) -> ListedPath? {
        let own = places.filter { $0.contenders.matches(contender) }
        guard !own.isEmpty else { return nil }
        // What an archive says is hostile too: a text that is no place names nothing.
        let all = own.flatMap(\.places).flatMap { (try? CodePlace.places(parsing: $0)) ?? [] }
        return ListedPath(id: id, places: all)
    }
}

extension CriticalPath: Codable {
    private enum Key: String, CodingKey {
        case id, title, component, because, places, needsVM
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        id = try values.decode(String.self, forKey: .id)
        title = try values.decode(String.self, forKey: .title)
        component = try values.decode(String.self, forKey: .component)
        because = try values.decode(String.self, forKey: .because)
        needsVM = try values.decodeIfPresent(Bool.self, forKey: .needsVM) ?? false
        // Archives of before places were listed have none.
        places = try values.decodeIfPresent([PlacesInCode].self, forKey: .places) ?? []
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(id, forKey: .id)
        try values.encode(title, forKey: .title)
        try values.encode(component, forKey: .component)
        try values.encode(because, forKey: .because)
        if needsVM { try values.encode(needsVM, forKey: .needsVM) }
        if !places.isEmpty { try values.encode(places, forKey: .places) }
    }
}
