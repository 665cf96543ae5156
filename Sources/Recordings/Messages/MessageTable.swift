/// What is known of a message: its fields by number, under the names that facets have.
struct MessageTable: Sendable {
    enum Kind: Sendable {
        case integer
        case bool
        /// Text, names put in place.
        case text
        /// A process id, told by what it refers to.
        case pid
        /// A google.protobuf.Timestamp, told by its kind.
        case timestamp
        /// A number with words.
        case word([String])
        /// A google.protobuf.Any: its type's URL.
        case any
        /// How many there are of a repeated field.
        case count
        case message(MessageTable)
        /// Known, but shown elsewhere.
        case elsewhere
    }

    struct Field: Sendable {
        var number: Int
        var name: String
        var kind: Kind

        init(_ number: Int, _ name: String, _ kind: Kind) {
            self.number = number
            self.name = name
            self.kind = kind
        }
    }

    var fields: [Field]

    init(_ fields: Field...) {
        self.fields = fields
    }

    /// The paths of its facets, relative.
    var names: [[String]] {
        fields.flatMap { field -> [[String]] in
            switch field.kind {
            case .elsewhere: []
            case .message(let table): table.names.map { [field.name] + $0 }
            default: [[field.name]]
            }
        }
    }
}
