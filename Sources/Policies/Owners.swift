/// Who answers for a component: whom to ask, who decides when nobody answers, and where weaknesses are told in private.
package struct Owner: Sendable, Hashable {
    package var name: String
    package var escalation: String?
    /// The private way for what concerns security.
    package var security: String?

    package init(_ name: String, escalation: String? = nil, security: String? = nil) {
        self.name = name
        self.escalation = escalation
        self.security = security
    }
}

extension Owner: ExpressibleByStringLiteral {
    package init(stringLiteral name: String) {
        self.init(name)
    }
}

extension Owner: Codable {
    private enum Key: String, CodingKey { case owner, escalation, security }

    /// Reads an owner of an archive; in earlier ones it is a text.
    package init(from decoder: any Decoder) throws {
        if let name = try? decoder.singleValueContainer().decode(String.self) {
            self.init(name)
            return
        }
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            try values.decode(String.self, forKey: .owner),
            escalation: try values.decodeIfPresent(String.self, forKey: .escalation),
            security: try values.decodeIfPresent(String.self, forKey: .security))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .owner)
        try values.encodeIfPresent(escalation, forKey: .escalation)
        try values.encodeIfPresent(security, forKey: .security)
    }
}

/// Who answers for a component, per family or release.
package struct Owners: Sendable, Hashable, Codable {
    /// The component that stands for all others.
    package static let anyComponent = "any"

    /// By `component@family`, `component@release`, or `component` for all.
    package var byComponent: [String: Owner]

    package init(byComponent: [String: Owner] = [:]) {
        self.byComponent = byComponent
    }

    /// Who answers for a component of a contender: what is said of the component counts before what is said of `any`, the
    /// release's before the family's before everybody's. Ways that the first leaves out are those of the next.
    package func owner(of component: String, contender: KnownContender?) -> Owner? {
        let words = [contender?.releaseName, contender?.family].compactMap { $0 }.filter { !$0.isEmpty }
        let keys = [component, Self.anyComponent].flatMap { part in words.map { "\(part)@\($0)" } + [part] }
        let answering = keys.compactMap { byComponent[$0] }
        guard var owner = answering.first else { return nil }
        for next in answering.dropFirst() {
            owner.escalation = owner.escalation ?? next.escalation
            owner.security = owner.security ?? next.security
        }
        return owner
    }
}
