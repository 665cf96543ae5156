import Facets

extension Policy {
    /// What holds without a policy: behaviour decides, timing is shown (design, "The judge").
    package static let standard = Policy(
        name: "standard", requires: ["behaviour"], blocks: [.blocker, .major], floor: 0.03, owners: Owners(),
        ledger: [])
}
