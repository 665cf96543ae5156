extension QEMUArguments {
    /// What every shim tells QEMU of, whatever it calls it.
    package enum Role: String, Sendable, Hashable, CaseIterable {
        case balloon, memory, network, sharing
    }

    /// The first option of a role; nil where the command line has none.
    package func option(of role: Role) -> Option? {
        switch role {
        case .balloon: device("virtio-balloon")
        case .sharing: device("vhost-user-fs")
        case .network: options.first { $0.name == "netdev" }
        case .memory: memory
        }
    }

    private func device(_ driver: String) -> Option? {
        options.first { $0.name == "device" && $0.properties["driver"]?.hasPrefix(driver) == true }
    }

    /// What the machine's memory lies in: the machine names it, or a node of it does.
    private var memory: Option? {
        let machine = options.lazy.filter { $0.name == "machine" }.compactMap { $0.properties["memory-backend"] }.first
        let node = options.lazy.filter { $0.name == "numa" }.compactMap { $0.properties["memdev"] }.first
        guard let id = machine ?? node else { return nil }
        return options.first { $0.name == "object" && $0.properties["id"] == id }
    }
}
