import Testing

@testable import Linux

@Suite struct NetworkTests {
    /// A message as the kernel writes it: header, body, attributes padded to four bytes.
    private func message(_ type: UInt16, _ body: [UInt8], _ attributes: [(UInt16, [UInt8])]) -> [UInt8] {
        var rest = body
        for (type, value) in attributes { rest += attribute(type, value) }
        return bytes(UInt32(16 + rest.count)) + bytes(type) + [UInt8](repeating: 0, count: 10) + rest
    }

    private func attribute(_ type: UInt16, _ value: [UInt8]) -> [UInt8] {
        let padding = (4 - value.count % 4) % 4
        return bytes(UInt16(4 + value.count)) + bytes(type) + value + [UInt8](repeating: 0, count: padding)
    }

    private func bytes(_ number: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: number) { Array($0) }
    }

    @Test func readsMessages() {
        let name = Array("veth7\0".utf8)
        let kind = attribute(1, Array("veth\0".utf8))
        let body = bytes(UInt32(0)) + bytes(Int32(9)) + bytes(UInt64(0))
        let link = message(16, body, [(3, name), (18 | 0x8000, kind)])
        let plain = message(16, body, [(1, [1]), (3, Array("lo".utf8))])
        #expect(
            Network.links(in: link + plain) == [
                NetworkLink(index: 9, name: "veth7", kind: "veth"), NetworkLink(index: 9, name: "lo", kind: ""),
            ])
        let queue = bytes(UInt32(0)) + bytes(Int32(9)) + bytes(UInt32(0xffff_0000)) + bytes(UInt32(0xffff_fff1))
        let ingress = message(36, queue + bytes(UInt32(0)), [(1, Array("ingress\0".utf8))])
        let queues = Network.queues(in: ingress)
        #expect(queues == [NetworkQueue(link: 9, kind: "ingress", handle: 0xffff_0000, parent: 0xffff_fff1)])
        #expect(queues.first?.place == "ingress")
        #expect(NetworkQueue(link: 1, kind: "", handle: 0, parent: 0x10002).place == "1:2")
    }

    /// What a shim's `tcfilter` makes: everything that comes in over one link goes to another.
    @Test func readsFiltersAndChains() {
        func filter(_ kind: String, actions: UInt16, _ action: String) -> [UInt8] {
            let mirred = [UInt8](repeating: 0, count: 20) + bytes(Int32(1)) + bytes(UInt32(7))
            let one = attribute(1, Array("\(action)\0".utf8)) + attribute(2, attribute(2, mirred))
            let options = attribute(3, [0, 0, 0, 0]) + attribute(actions, attribute(1, one))
            return message(
                44, [UInt8](repeating: 0, count: 20), [(1, Array("\(kind)\0".utf8)), (2 | 0x8000, options)])
        }
        let all = filter("u32", actions: 7, "mirred") + filter("matchall", actions: 2, "gact")
        #expect(
            Network.filters(in: all) == [
                NetworkFilter(kind: "u32", target: 7), NetworkFilter(kind: "matchall", target: nil),
            ])
        let chain = message(
            10 << 8 | 3, [2, 0, 0, 0], [(1, Array("filter\0".utf8)), (2, bytes(UInt64(1))), (3, Array("KATA\0".utf8))])
        #expect(Network.chains(in: chain + filter("u32", actions: 7, "mirred")) == ["filter KATA"])
        let whole = filter("u32", actions: 7, "mirred")
        for length in 0..<whole.count { #expect(Network.filters(in: Array(whole.prefix(length))).isEmpty) }
        for place in whole.indices {
            var torn = whole
            torn[place] ^= 0xff
            #expect(Network.filters(in: torn).count <= 1)
        }
    }

    /// A namespace that is held is looked into from outside, and this thread stays where it is.
    @Test func looksIntoAnother() throws {
        let own = try Namespace(.network, of: 0)
        #expect(Set(try Network.links(in: own)) == Set(try Network.links()))
        #expect(try Network.ingressFilters(of: 1, in: own).isEmpty)
        #expect(try Namespace(.network, of: 0).isSame(as: own))
    }

    /// Every beginning of a message, and one with wrong lengths: nothing traps, nothing is made up.
    @Test func readsTornMessages() {
        let whole = message(16, [UInt8](repeating: 1, count: 16), [(3, Array("eth0\0".utf8))])
        for length in 0..<whole.count { #expect(Network.links(in: Array(whole.prefix(length))).isEmpty) }
        for place in [0, 4, 32, 33] {
            for value: UInt8 in [0, 1, 3, 255] {
                var torn = whole
                torn[place] = value
                #expect(Network.links(in: torn + torn).count <= 2)
            }
        }
    }

    /// The other way to the same names is /proc; every queue is one of a link.
    @Test func readsOurOwn() throws {
        let links = try Network.links()
        let text = String(decoding: try Files.read("/proc/thread-self/net/dev", limit: 1 << 20).bytes, as: UTF8.self)
        let names = text.split(separator: "\n").dropFirst(2).compactMap { line in
            line.split(separator: ":").first.map { String($0.drop { $0 == " " }) }
        }
        #expect(Set(links.map(\.name)) == Set(names) && names.contains("lo"))
        #expect(Set(try Network.queues().map(\.link)).isSubset(of: links.map(\.index)))
    }
}
