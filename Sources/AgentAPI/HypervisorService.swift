package import TTRPC

/// The methods of the remote hypervisor: what a shim without a VM of its own asks of a service on the host.
package enum HypervisorService {
    /// The service's full name.
    package static let service = "hypervisor.Hypervisor"
    /// The names of all methods, in the order of a life-cycle.
    package static let methodNames = ["CreateVM", "StartVM", "StopVM", "Version"]

    /// Prepares a VM; tells the socket at which its agent will listen.
    package static let createVM = TTRPCMethod<Hypervisor_CreateVMRequest, Hypervisor_CreateVMResponse>(
        service, "CreateVM")
    /// Starts a VM that was prepared.
    package static let startVM = TTRPCMethod<Hypervisor_StartVMRequest, Hypervisor_StartVMResponse>(service, "StartVM")
    /// Ends a VM and everything in it.
    package static let stopVM = TTRPCMethod<Hypervisor_StopVMRequest, Hypervisor_StopVMResponse>(service, "StopVM")
    /// Tells the service's version.
    package static let version = TTRPCMethod<Hypervisor_VersionRequest, Hypervisor_VersionResponse>(
        service, "Version")
}
