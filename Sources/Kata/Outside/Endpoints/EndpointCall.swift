package import Facets
package import Recordings

/// A question to a shim's management endpoint.
package struct EndpointRequest: Sendable, Hashable, CustomStringConvertible {
    package var method: String
    package var path: String
    package var body: [UInt8]

    package init(_ method: String, _ path: String, body: [UInt8] = []) {
        self.method = method
        self.path = path
        self.body = body
    }

    package var description: String { "\(method) \(path)" }

    /// What goes over the wire; nil for a method or path that would be another request than it says.
    package var bytes: [UInt8]? {
        let isPlain = method.utf8.allSatisfy { (0x41...0x5a).contains($0) } && !method.isEmpty
        guard isPlain, path.hasPrefix("/"), path.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return nil }
        let length = body.isEmpty && method == "GET" ? "" : "Content-Length: \(body.count)\r\n"
        let head = "\(method) \(path) HTTP/1.1\r\nHost: kata\r\nConnection: close\r\n\(length)\r\n"
        return Array(head.utf8) + body
    }
}

/// One question to a management endpoint, and what became of both the answer and the shim.
package struct EndpointCall: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        case answered(HTTPAnswer)
        /// Nothing, or nothing whole, by the deadline.
        case hung
        /// The connection ended before an answer was whole.
        case closed
        /// What came is no HTTP, with the reason.
        case garbage(String)
        /// Nobody listens there.
        case absent(String)
    }

    package var request: EndpointRequest
    package var outcome: Outcome
    /// Whether the shim was still alive afterwards; nil if nobody looked.
    package var survived: Bool?

    package init(_ request: EndpointRequest, _ outcome: Outcome, survived: Bool?) {
        self.request = request
        self.outcome = outcome
        self.survived = survived
    }

    /// What bytes that came are, and how the reading of them ended.
    package static func outcome(of bytes: [UInt8], timedOut: Bool) -> Outcome {
        switch HTTPAnswer.read(bytes, hasEnded: !timedOut) {
        case .whole(let answer): .answered(answer)
        case .partial: timedOut ? .hung : .closed
        // Cut off within an answer: the other side broke off, it did not talk nonsense.
        case .garbage(let why): why.hasPrefix("it ends within") ? .closed : .garbage(why)
        }
    }

    /// Its facets, below a path such as `host/management`.
    package func facets(below path: FacetPath) -> [Facet] {
        let path = path.appending("\(request)")
        var facets = [Facet(path.appending("outcome"), .seen(.text(word)))]
        if let survived {
            facets.append(Facet(path.appending("survived"), .seen(.bool(survived))))
        } else {
            facets.append(Facet(path.appending("survived"), .hidden("nobody looked at the shim afterwards")))
        }
        return facets
    }

    /// `200`, `hang`, `closed`, `garbage`, `absent`.
    package var word: String {
        switch outcome {
        case .answered(let answer): "\(answer.status)"
        case .hung: "hang"
        case .closed: "closed"
        case .garbage: "garbage"
        case .absent: "absent"
        }
    }
}

extension Exposition {
    /// What an answer offers as facets, below a path such as `host/metrics`: never values, which are a moment's.
    package func facets(below path: FacetPath, _ language: ShimLanguage? = nil) -> [Facet] {
        var facets = [Facet(path, .seen(.bag(of: families.keys.sorted().map { .text($0) })))]
        for (name, family) in families.sorted(by: { $0.key < $1.key }) {
            let path = path.appending(name)
            facets.append(Facet(path.appending("type"), .seen(.text(family.kind.rawValue))))
            facets.append(Facet(path.appending("labels"), .seen(.bag(of: family.labels.keys.map { .text($0) }))))
            for label in MetricFamily.enumerated {
                guard let values = family.labels[label] else { continue }
                facets.append(Facet(path.appending("labels", label), .seen(.bag(of: values.map { .text($0) }))))
                guard label == "item", let language else { continue }
                for item in values.sorted() {
                    guard let unit = MetricRules.unit(of: family, item: item, language) else { continue }
                    facets.append(Facet(path.appending("unit", item), .seen(.text(unit))))
                }
            }
            if let unit = family.unit { facets.append(Facet(path.appending("unit"), .seen(.text(unit)))) }
        }
        return facets
    }
}
