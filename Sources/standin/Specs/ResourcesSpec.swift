import AgentAPI
import Documents

/// A container's limits as the runtime reads them: of a specification, and of an update.
///
/// Zero is "not set": protobuf's plain fields can't say it otherwise.
enum ResourcesSpec {
    static func json(of resources: Grpc_LinuxResources) -> Members {
        var members = Members()
        members.put("devices", resources.devices.map(rule))
        if resources.hasMemory { members.put("memory", memory(resources.memory)) }
        if resources.hasCpu { members.put("cpu", processors(resources.cpu)) }
        if resources.hasPids, resources.pids.limit != 0 {
            members.put("pids", .object(["limit": JSONValue(resources.pids.limit)]))
        }
        if resources.hasBlockIo { members.put("blockIO", blocks(resources.blockIo)) }
        members.put(
            "hugepageLimits",
            resources.hugepageLimits.map {
                .object(["pageSize": .text($0.pagesize), "limit": JSONValue($0.limit)])
            })
        if resources.hasNetwork {
            var network = Members()
            network.put("classID", resources.network.classID)
            network.put(
                "priorities",
                resources.network.priorities.map {
                    .object(["name": .text($0.name), "priority": JSONValue($0.priority)])
                })
            members.put("network", network)
        }
        return members
    }

    private static func rule(_ rule: Grpc_LinuxDeviceCgroup) -> JSONValue {
        var members = Members()
        members.put("allow", .bool(rule.allow))
        members.put("type", rule.type)
        // -1 is any; zero is a number that devices have, but one that protobuf can't tell from absent.
        members.put("major", rule.major)
        members.put("minor", rule.minor)
        members.put("access", rule.access)
        return members.value
    }

    private static func memory(_ memory: Grpc_LinuxMemory) -> Members {
        var members = Members()
        members.put("limit", memory.limit)
        members.put("reservation", memory.reservation)
        members.put("swap", memory.swap)
        members.put("kernel", memory.kernel)
        members.put("kernelTCP", memory.kernelTcp)
        members.put("swappiness", memory.swappiness)
        members.put("disableOOMKiller", memory.disableOomkiller)
        return members
    }

    private static func processors(_ cpu: Grpc_LinuxCPU) -> Members {
        var members = Members()
        members.put("shares", cpu.shares)
        members.put("quota", cpu.quota)
        members.put("period", cpu.period)
        members.put("realtimeRuntime", cpu.realtimeRuntime)
        members.put("realtimePeriod", cpu.realtimePeriod)
        members.put("cpus", cpu.cpus)
        members.put("mems", cpu.mems)
        return members
    }

    private static func blocks(_ blocks: Grpc_LinuxBlockIO) -> Members {
        var members = Members()
        members.put("weight", blocks.weight)
        members.put("leafWeight", blocks.leafWeight)
        members.put(
            "weightDevice",
            blocks.weightDevice.map { device in
                var members = Members()
                members.put("major", JSONValue(device.major))
                members.put("minor", JSONValue(device.minor))
                members.put("weight", device.weight)
                members.put("leafWeight", device.leafWeight)
                return members.value
            })
        members.put("throttleReadBpsDevice", blocks.throttleReadBpsDevice.map(throttle))
        members.put("throttleWriteBpsDevice", blocks.throttleWriteBpsDevice.map(throttle))
        members.put("throttleReadIOPSDevice", blocks.throttleReadIopsdevice.map(throttle))
        members.put("throttleWriteIOPSDevice", blocks.throttleWriteIopsdevice.map(throttle))
        return members
    }

    private static func throttle(_ device: Grpc_LinuxThrottleDevice) -> JSONValue {
        .object([
            "major": JSONValue(device.major), "minor": JSONValue(device.minor), "rate": JSONValue(device.rate),
        ])
    }
}
