import AgentAPI

/// What the guest's interfaces, routes and neighbours were told to be: that, and no more, is what they are said to be.
struct GuestNetwork: Sendable, Hashable {
    private(set) var interfaces: [Types_Interface] = []
    private(set) var routes: [Types_Route] = []
    private(set) var neighbours: [Types_ARPNeighbor] = []

    /// Puts an interface in the place of the one with the same address on the wire, or name where it has none.
    mutating func update(_ interface: Types_Interface) throws(AgentFailure) {
        let place = interfaces.firstIndex { known in
            interface.hwAddr.isEmpty ? known.name == interface.name : known.hwAddr == interface.hwAddr
        }
        if let place {
            interfaces[place] = interface
        } else {
            try GuestNetwork.check(interfaces.count + 1, "interfaces")
            interfaces.append(interface)
        }
    }

    /// Puts routes in the place of all that there were.
    mutating func replace(routes new: [Types_Route]) throws(AgentFailure) {
        try GuestNetwork.check(new.count, "routes")
        routes = new
    }

    mutating func add(neighbours new: [Types_ARPNeighbor]) throws(AgentFailure) {
        try GuestNetwork.check(neighbours.count + new.count, "neighbours")
        neighbours += new
    }

    private static func check(_ count: Int, _ what: String) throws(AgentFailure) {
        if count > Bounds.network { throw .exhausted("\(count) \(what) are more than \(Bounds.network)") }
    }
}
