/// One member of the report's object.
struct Section: Sendable {
    let name: StaticString
    /// Writes exactly one value.
    let write: @Sendable (inout JSON) -> Void

    init(_ name: StaticString, _ write: @escaping @Sendable (inout JSON) -> Void) {
        self.name = name
        self.write = write
    }
}

/// Every section in the order of the report; a new one goes to the end of its group.
let sections: [Section] =
    identitySections + commandSections + machineSections + privilegeSections + limitSections + terminalSections
    + signalSections + mountSections + cgroupSections + descriptorSections + namespaceSections + attributeSections
    + labelSections + keyringSections + deviceSections + pathSections + fileSections + sysctlSections
    + processorSections + memorySections + kernelSections + networkSections + clockSections + processSections
