import AgentAPI
import Documents
import SwiftProtobuf

/// What the runtime says that a container's cgroup counts, as the agent would say it.
enum ContainerStatistics {
    /// - Parameter report: one line of `runc events --stats`.
    static func answer(_ report: JSONValue) -> Grpc_StatsContainerResponse {
        let data = report["data"]
        return .with { answer in
            answer.cgroupStats = .with { stats in
                stats.cpuStats = processors(data?["cpu"])
                stats.memoryStats = memory(data?["memory"])
                stats.pidsStats = .with { pids in
                    pids.current = data.count(["pids", "current"])
                    pids.limit = data.count(["pids", "limit"])
                }
                stats.blkioStats = blocks(data?["blkio"])
                if case .object(let pages)? = data?["hugetlb"] { stats.hugetlbStats = pages.mapValues(huge) }
            }
        }
    }

    private static func processors(_ cpu: JSONValue?) -> Grpc_CpuStats {
        .with { stats in
            stats.cpuUsage = .with { usage in
                usage.totalUsage = cpu.count(["usage", "total"])
                usage.usageInKernelmode = cpu.count(["usage", "kernel"])
                usage.usageInUsermode = cpu.count(["usage", "user"])
                usage.percpuUsage = (cpu?[["usage", "percpu"]]?.list ?? []).prefix(4096).map { Optional($0).count([]) }
            }
            stats.throttlingData = .with { throttling in
                throttling.periods = cpu.count(["throttling", "periods"])
                throttling.throttledPeriods = cpu.count(["throttling", "throttledPeriods"])
                throttling.throttledTime = cpu.count(["throttling", "throttledTime"])
            }
        }
    }

    private static func memory(_ memory: JSONValue?) -> Grpc_MemoryStats {
        .with { stats in
            stats.cache = memory.count(["cache"])
            stats.usage = entry(memory?["usage"])
            stats.swapUsage = entry(memory?["swap"])
            stats.kernelUsage = entry(memory?["kernel"])
            guard case .object(let raw)? = memory?["raw"] else { return }
            stats.stats = raw.mapValues { Optional($0).count([]) }
        }
    }

    private static func huge(_ page: JSONValue?) -> Grpc_HugetlbStats {
        .with { stats in
            stats.usage = page.count(["usage"])
            stats.maxUsage = page.count(["max"])
            stats.failcnt = page.count(["failcnt"])
        }
    }

    private static func entry(_ entry: JSONValue?) -> Grpc_MemoryData {
        .with { data in
            data.usage = entry.count(["usage"])
            data.maxUsage = entry.count(["max"])
            data.failcnt = entry.count(["failcnt"])
            data.limit = entry.count(["limit"])
        }
    }

    private static func blocks(_ blocks: JSONValue?) -> Grpc_BlkioStats {
        .with { stats in
            stats.ioServiceBytesRecursive = list(blocks?["ioServiceBytesRecursive"])
            stats.ioServicedRecursive = list(blocks?["ioServicedRecursive"])
            stats.ioQueuedRecursive = list(blocks?["ioQueueRecursive"])
            stats.ioServiceTimeRecursive = list(blocks?["ioServiceTimeRecursive"])
            stats.ioWaitTimeRecursive = list(blocks?["ioWaitTimeRecursive"])
            stats.ioMergedRecursive = list(blocks?["ioMergedRecursive"])
            stats.ioTimeRecursive = list(blocks?["ioTimeRecursive"])
            stats.sectorsRecursive = list(blocks?["sectorsRecursive"])
        }
    }

    private static func list(_ entries: JSONValue?) -> [Grpc_BlkioStatsEntry] {
        (entries?.list ?? []).prefix(4096).map { entry in
            .with { stats in
                stats.major = Optional(entry).count(["major"])
                stats.minor = Optional(entry).count(["minor"])
                stats.op = entry["op"]?.text ?? ""
                stats.value = Optional(entry).count(["value"])
            }
        }
    }
}

extension JSONValue? {
    /// The whole number at a path of members' names; 0 where there is none, as in a message.
    fileprivate func count(_ path: [String]) -> UInt64 {
        switch self?[path] {
        case .integer(let number): UInt64(clamping: number)
        case .unsigned(let number): number
        default: 0
        }
    }
}
