/// A critical path with its places in one contender's code.
package struct ListedPath: Sendable, Hashable {
    /// Its id in the list of critical paths: `shim-start`.
    package var id: String
    package var places: [CodePlace]

    package init(id: String, places: [CodePlace]) {
        self.id = id
        self.places = places
    }
}
