import CProbe

let networkSections = [
    Section("links", writeLinks),
    Section("addresses", writeAddresses),
    Section("routes", writeRoutes),
    Section("neighbours", writeNeighbours),
]

/// The names of the links by their numbers.
private func linkNames() -> [(index: UInt32, name: Bytes)] {
    (NetlinkMessage.dump(PROBE_LINKS) ?? []).map { ($0.number(at: 4, bytes: 4), $0.text(3, behind: 16) ?? []) }
}

private func name(_ index: UInt32?, in names: [(index: UInt32, name: Bytes)]) -> Bytes? {
    guard let index else { return nil }
    return names.first { $0.index == index }?.name
}

/// By name: `{index, type, kind, up, running, mtu, mac, queue, state, master, queueLength, groupNumber}`.
private func writeLinks(_ json: inout JSON) {
    guard let messages = NetlinkMessage.dump(PROBE_LINKS) else { return json.null() }
    let names = linkNames()
    json.object { json in
        for link in messages {
            json.member(link.text(3, behind: 16) ?? []) { json in
                let flags = link.number(at: 8, bytes: 4)
                json.object { json in
                    json.member("index") { $0.number(link.number(at: 4, bytes: 4)) }
                    json.member("type") { $0.string(linkType(link.number(at: 2, bytes: 2))) }
                    json.member("kind") { json in
                        let about = link.attribute(18, behind: 16)
                        json.optional(about.flatMap { link.attribute(1, in: $0) }.map { Bytes($0.prefix { $0 != 0 }) })
                    }
                    json.member("up") { $0.bool(flags & 0x1 != 0) }
                    json.member("running") { $0.bool(flags & 0x40 != 0) }
                    json.member("promiscuous") { $0.bool(flags & 0x100 != 0) }
                    json.member("arp") { $0.bool(flags & 0x80 == 0) }
                    json.member("mtu") { $0.known(link.value(4, behind: 16).map(Int.init) ?? -1) }
                    json.member("mac") { $0.optional(link.cardAddress(1, behind: 16)) }
                    json.member("queue") { $0.optional(link.text(6, behind: 16)) }
                    json.member("queueLength") { $0.known(link.value(13, behind: 16).map(Int.init) ?? -1) }
                    json.member("state") { $0.string(linkState(link.attribute(16, behind: 16)?.first ?? 0)) }
                    json.member("master") { $0.optional(name(link.value(10, behind: 16), in: names)) }
                }
            }
        }
    }
}

/// In the kernel's order: `{link, family, address, prefix, scope, flags, broadcast}`.
private func writeAddresses(_ json: inout JSON) {
    guard let messages = NetlinkMessage.dump(PROBE_ADDRESSES) else { return json.null() }
    let names = linkNames()
    json.array { json in
        for one in messages {
            json.object { json in
                json.member("link") { $0.optional(name(one.number(at: 4, bytes: 4), in: names)) }
                json.member("family") { $0.number(family(one)) }
                // Of a point-to-point link the other end is in the first.
                json.member("address") { $0.optional(one.address(2, behind: 8) ?? one.address(1, behind: 8)) }
                json.member("prefix") { $0.number(one.number(at: 1, bytes: 1)) }
                json.member("scope") { $0.string(scope(one.number(at: 3, bytes: 1))) }
                json.member("broadcast") { $0.optional(one.address(4, behind: 8)) }
                let flags = one.value(8, behind: 8) ?? one.number(at: 2, bytes: 1)
                json.member("permanent") { $0.bool(flags & 0x80 != 0) }
                json.member("tentative") { $0.bool(flags & 0x40 != 0) }
            }
        }
    }
}

/// In the kernel's order, without the table that it keeps for its own addresses: `{family, to, via, link, source, metric,
/// table, protocol, scope, type}`.
private func writeRoutes(_ json: inout JSON) {
    guard let messages = NetlinkMessage.dump(PROBE_ROUTES) else { return json.null() }
    let names = linkNames()
    json.array { json in
        for route in messages {
            let table = route.value(15, behind: 12) ?? route.number(at: 4, bytes: 1)
            if table == 255 { continue }
            json.object { json in
                json.member("family") { $0.number(family(route)) }
                json.member("to") { json in
                    let length = Bytes("/") + Bytes(decimal: route.number(at: 1, bytes: 1))
                    json.string(route.address(1, behind: 12).map { $0 + length } ?? Bytes("default"))
                }
                json.member("via") { $0.optional(route.address(5, behind: 12)) }
                json.member("link") { $0.optional(name(route.value(4, behind: 12), in: names)) }
                json.member("source") { $0.optional(route.address(7, behind: 12)) }
                json.member("metric") { $0.known(route.value(6, behind: 12).map(Int.init) ?? -1) }
                json.member("table") { $0.number(table) }
                json.member("protocol") { $0.number(route.number(at: 5, bytes: 1)) }
                json.member("scope") { $0.string(scope(route.number(at: 6, bytes: 1))) }
                json.member("type") { $0.string(routeType(route.number(at: 7, bytes: 1))) }
                json.member("flags") { $0.number(route.number(at: 8, bytes: 4)) }
            }
        }
    }
}

/// Those that were put there to stay: `{link, family, address, mac}`.
private func writeNeighbours(_ json: inout JSON) {
    guard let messages = NetlinkMessage.dump(PROBE_NEIGHBOURS) else { return json.null() }
    let names = linkNames()
    json.array { json in
        for neighbour in messages where neighbour.number(at: 8, bytes: 2) & 0x80 != 0 {
            json.object { json in
                json.member("link") { $0.optional(name(neighbour.number(at: 4, bytes: 4), in: names)) }
                json.member("family") { $0.number(family(neighbour)) }
                json.member("address") { $0.optional(neighbour.address(1, behind: 12)) }
                json.member("mac") { $0.optional(neighbour.cardAddress(2, behind: 12)) }
            }
        }
    }
}
