extension Fault {
    /// The same as it is to be told when it strikes now and then: a finding where the contract is broken; else reported,
    /// settled or not, for so few strikes need not tell the sides apart.
    ///
    /// - Parameter breaksContract: Whether it is a demand of the contract that it breaks when it strikes always.
    package func rare(breaksContract: Bool) -> Fault {
        var fault = self
        fault.expects.classes = ["regression", "flaky"]
        if !breaksContract {
            fault.expects.classes += ["intermittent", "new-noise", "divergence", "not-seen-again"]
        }
        fault.expects.severity = "minor"
        return fault
    }
}
