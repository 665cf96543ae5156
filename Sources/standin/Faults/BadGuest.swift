/// A guest with one fault: what each side of it does wrong.
///
/// Faults of the family `vm` are the hypervisor's, all others an agent's; each VM has its own misbehaviour, made anew.
struct BadGuest: Sendable {
    private let fault: Fault
    private let choices: Choices

    /// The guest of the options; nil for a good one.
    init?(_ name: String?, _ parameters: [String: String]) throws(Misuse) {
        guard let name else {
            if !parameters.isEmpty { throw Misuse("--with is nothing without --fault") }
            return nil
        }
        guard let fault = Fault.all.first(where: { $0.name == name }) else {
            throw Misuse("there is no fault \(name); `standin faults` lists those there are")
        }
        self.fault = fault
        choices = try Choices(parameters, of: fault)
    }

    private var isOfHypervisor: Bool { fault.name.hasPrefix("vm/") }

    var ofHypervisor: Misbehaviour? { isOfHypervisor ? fault.make(choices) : nil }
    var ofAgent: Misbehaviour? { isOfHypervisor ? nil : fault.make(choices) }
    /// Whether anybody listens in a VM.
    var hasAgent: Bool { fault.make(choices).hasAgent }
}
