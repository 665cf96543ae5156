import Foundation
import Glibc
import Testing

@Suite("Sections of the report", .timeLimit(.minutes(1)))
struct SectionTests {
    private func section(_ name: String, through wrapper: [String] = []) throws -> Any? {
        let ending = try run(["report", name], through: wrapper)
        let it = try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
        #expect(Set(it.keys) == ["probe", name, "cutOff"])
        #expect(it["probe"] as? Int == 1)
        #expect((it["cutOff"] as? [Any])?.isEmpty == true)
        return it[name]
    }

    /// What a section holds: an object with these members, or a list.
    static let shapes: [(name: String, members: Set<String>)] = [
        ("uname", ["system", "release", "version", "machine", "domain"]),
        ("capabilities", ["effective", "permitted", "inheritable", "bounding", "ambient"]),
        ("seccomp", ["mode", "filters"]),
        (
            "tty",
            ["stdin", "stdout", "stderr", "rows", "columns", "input", "output", "control", "local", "foreground"]
        ),
        ("signals", ["blocked", "ignored"]),
        (
            "namespaces",
            ["cgroup", "ipc", "mnt", "net", "pid", "pid_for_children", "time", "time_for_children", "user", "uts"]
        ),
        ("idMaps", ["uid", "gid", "setgroups"]),
        (
            "attributes",
            [
                "dumpable", "secureBits", "parentDeathSignal", "subreaper", "hugePagesDisabled", "timerSlack",
                "speculationStoreBypass", "speculationIndirectBranch", "personality",
            ]
        ),
        ("scheduler", ["policy", "priority", "nice", "ioClass", "ioLevel"]),
        ("securityLabel", ["current", "exec", "modules"]),
        ("keyrings", ["thread", "process", "session", "user", "userSession"]),
        ("memory", ["totalKiB", "swapTotalKiB", "hugePages", "hugePageKiB", "availableKiB", "pageBytes"]),
        (
            "cpus",
            ["affinity", "online", "possible", "present", "isolated", "allowedNodes", "model", "features"]
        ),
        ("clocks", ["monotonic", "realtime", "boot", "offsets", "source", "zone"]),
    ]

    @Test("it has exactly its members", arguments: shapes.map(\.name))
    func shape(_ name: String) throws {
        let members = try #require(Self.shapes.first { $0.name == name }).members
        let value = try #require(try section(name) as? [String: Any])
        #expect(Set(value.keys) == members)
    }

    @Test("every section can be asked for alone, and equals its part of the whole")
    func alone() throws {
        let whole = try run(["report"])
        let it = try #require(try JSONSerialization.jsonObject(with: Data(whole.output)) as? [String: Any])
        // What moves between two processes: they, the clocks, free memory, and what other tests do meanwhile.
        let moving: Set = [
            "probe", "cutOff", "pid", "pgid", "argv", "clocks", "memory", "processes", "mounts", "root", "devices",
            "descriptors",
            "keyrings", "cgroupLimits", "disks", "links", "addresses", "routes", "neighbours",
        ]
        for (name, value) in it where !moving.contains(name) {
            let alone = try section(name)
            #expect((value as? NSObject) == (alone as? NSObject), "\(name)")
        }
        let ending = try run(["report", "uid,pid", "gid"])
        #expect(ending.text.hasPrefix(#"{"probe":1,"pid":"#), "in the report's own order")
    }

    @Test("namespaces are those of the process")
    func namespaces() throws {
        let it = try #require(try section("namespaces") as? [String: String])
        for kind in ["mnt", "net", "uts"] {
            #expect(it[kind] == (try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/\(kind)")))
        }
    }

    @Test("clocks and their offsets", .enabled(if: getuid() == 0))
    func clocks() throws {
        let wrapper = ["unshare", "--time", "--monotonic", "1000", "--boottime", "2000", "--fork"]
        let it = try #require(try section("clocks", through: wrapper) as? [String: Any])
        #expect(it["offsets"] as? [String: Int] == ["monotonic": 1_000_000_000_000, "boottime": 2_000_000_000_000])
        let monotonic = try #require(it["monotonic"] as? Int)
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        #expect(abs(monotonic / 1_000_000_000 - now.tv_sec - 1000) < 60)
    }

    @Test("the network is that of its namespace", .enabled(if: getuid() == 0))
    func network() throws {
        let links = try #require(try section("links", through: ["unshare", "--net"]) as? [String: [String: Any]])
        #expect(links["lo"]?["type"] as? String == "loopback")
        #expect(links["lo"]?["up"] as? Bool == false)
        #expect(try section("addresses", through: ["unshare", "--net"]) as? [String] == [])
        #expect(try section("routes", through: ["unshare", "--net"]) as? [String] == [])
        let up = ["unshare", "--net", "sh", "-c", "ip link set lo up; exec \"$0\" \"$@\""]
        let addresses = try #require(try section("addresses", through: up) as? [[String: Any]])
        #expect(addresses.first?["address"] as? String == "127.0.0.1")
        #expect(addresses.first?["prefix"] as? Int == 8)
        #expect(addresses.first?["link"] as? String == "lo")
        #expect(addresses.first?["scope"] as? String == "host")
    }

    @Test("routes, neighbours and kinds of links", .enabled(if: getuid() == 0))
    func routes() throws {
        let script = """
            ip link add d0 type dummy; ip link set d0 mtu 1234 address 02:00:00:00:00:07 up
            ip addr add 10.9.8.7/24 dev d0; ip route add default via 10.9.8.1 metric 5
            ip neigh add 10.9.8.2 lladdr 02:00:00:00:00:09 dev d0 nud permanent
            exec "$0" "$@"
            """
        let ending = try run(["report", "links,routes,neighbours"], through: ["unshare", "--net", "sh", "-c", script])
        let it = try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
        guard let link = (it["links"] as? [String: [String: Any]])?["d0"] else { return }  // no dummy in this kernel
        #expect(link["kind"] as? String == "dummy")
        #expect(link["mtu"] as? Int == 1234)
        #expect(link["mac"] as? String == "02:00:00:00:00:07")
        #expect(link["up"] as? Bool == true)
        let route = try #require((it["routes"] as? [[String: Any]])?.first { $0["to"] as? String == "default" })
        #expect(route["via"] as? String == "10.9.8.1")
        #expect(route["link"] as? String == "d0")
        #expect(route["metric"] as? Int == 5)
        let neighbour = try #require((it["neighbours"] as? [[String: Any]])?.first)
        #expect(neighbour["address"] as? String == "10.9.8.2")
        #expect(neighbour["mac"] as? String == "02:00:00:00:00:09")
    }

    @Test("paths are tried: masked, read-only, absent", .enabled(if: getuid() == 0))
    func paths() throws {
        let script = """
            mount --bind /dev/null /proc/timer_list
            mount -t tmpfs -o ro,nr_inodes=2 none /proc/irq
            mount --bind /proc/sys /proc/sys && mount -o remount,bind,ro /proc/sys
            exec "$0" "$@"
            """
        let wrapper = ["unshare", "--mount", "sh", "-c", script]
        let paths = try #require(try section("paths", through: wrapper) as? [String: Any])
        func of(_ path: String) -> [String: Any] { paths[path] as? [String: Any] ?? [:] }
        #expect(paths["/proc/asound"] as? String == "absent" || of("/proc/asound")["kind"] as? String == "folder")
        #expect(of("/proc/timer_list")["kind"] as? String == "character")
        #expect(of("/proc/timer_list")["read"] as? String == "empty")
        #expect(of("/proc/irq")["read"] as? String == "empty")
        #expect(of("/proc/irq")["readOnly"] as? Bool == true)
        #expect(paths["/proc/irq/default_smp_affinity"] as? String == "absent")
        #expect(of("/proc/sys")["readOnly"] as? Bool == true)
        #expect(of("/proc/sys/kernel/domainname")["write"] as? String == "denied:EROFS")
        #expect(of("/proc/sys/kernel/domainname")["read"] as? String == "readable")
    }

    @Test("devices, sysctls, processors and memory are this machine's")
    func machine() throws {
        let devices = try #require(try section("devices") as? [String: [String: Any]])
        #expect(devices["/dev/null"]?["device"] as? String == "1:3")
        #expect(devices["/dev/null"]?["kind"] as? String == "character")
        #expect(devices["/dev/fd"]?["to"] as? String == "/proc/self/fd")
        let sysctls = try #require(try section("sysctls") as? [String: Any])
        #expect(sysctls["kernel.ostype"] as? String == "Linux")
        #expect(
            sysctls["kernel.osrelease"] as? String
                == readText("/proc/sys/kernel/osrelease").map { String($0.dropLast()) })
        let cpus = try #require(try section("cpus", through: ["taskset", "-c", "0"]) as? [String: Any])
        #expect(cpus["affinity"] as? String == "0")
        #expect(cpus["online"] as? String == readText("/sys/devices/system/cpu/online").map { String($0.dropLast()) })
        let memory = try #require(try section("memory") as? [String: Any])
        #expect(memory["pageBytes"] as? Int == sysconf(Int32(_SC_PAGESIZE)))
        let total = try #require(memory["totalKiB"] as? Int)
        #expect(readText("/proc/meminfo")?.contains("\(total) kB") == true)
        #expect(try section("kernelCommandLine") as? String == readText("/proc/cmdline").map { String($0.dropLast()) })
    }

    @Test("what a process is told about itself before it begins", .enabled(if: getuid() == 0))
    func attributes() throws {
        let wrapper = ["setpriv", "--no-new-privs", "--securebits", "+noroot", "--pdeathsig", "USR1"]
        let it = try #require(try section("attributes", through: wrapper) as? [String: Any])
        #expect(it["parentDeathSignal"] as? Int == 10)
        #expect((it["secureBits"] as? Int ?? 0) & 1 == 1)
        #expect(try section("noNewPrivileges", through: wrapper) as? Bool == true)
        let nice = try #require(try section("scheduler", through: ["nice", "-n", "7"]) as? [String: Any])
        #expect(nice["nice"] as? Int == 7)
        let batch = try #require(try section("scheduler", through: ["chrt", "--batch", "0"]) as? [String: Any])
        #expect(batch["policy"] as? String == "batch")
        let legacy = try #require(try section("attributes", through: ["setarch", "-R"]) as? [String: Any])
        #expect(legacy["personality"] as? String == "00040000")
        let adjusted = ["sh", "-c", "echo 123 >/proc/self/oom_score_adj; umask 027; cd /proc; exec \"$0\" \"$@\""]
        #expect(try section("oomScoreAdjust", through: adjusted) as? Int == 123)
        #expect(try section("umask", through: adjusted) as? String == "0027")
        #expect(try section("cwd", through: adjusted) as? String == "/proc")
    }

    @Test("descriptors tell how they are open")
    func descriptors() throws {
        let wrapper = ["sh", "-c", "exec \"$0\" \"$@\" 7</dev/null 8>>/dev/zero"]
        let open = try #require(try section("descriptors", through: wrapper) as? [[String: Any]])
        let seventh = try #require(open.first { $0["number"] as? Int == 7 })
        #expect(seventh["access"] as? String == "read")
        #expect(seventh["to"] as? String == "/dev/null")
        let eighth = try #require(open.first { $0["number"] as? Int == 8 })
        #expect(eighth["access"] as? String == "write")
        #expect(eighth["flags"] as? [String] == ["append"])
    }

    @Test(
        "a table of mounts that is too long is cut off, and the report stays within its bound",
        .enabled(if: getuid() == 0))
    func bounded() throws {
        let script = """
            mount -t tmpfs none /mnt; cd /mnt; i=0
            long=$(head -c 200 /dev/zero | tr '\\0' d)
            while [ $i -lt 400 ]; do mkdir $long$i; mount --bind $long$i $long$i; i=$((i + 1)); done
            exec "$0" "$@"
            """
        let ending = try run(["report"], through: ["unshare", "--mount", "sh", "-c", script])
        #expect(ending.output.count <= 262_144)
        let it = try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
        #expect(it["mountsCutOff"] as? Bool == true)
    }

    @Test("a section that is too long is null, and named")
    func cutOff() throws {
        let script =
            "big=$(head -c 100000 /dev/zero | tr '\\0' x); A=$big B=$big C=$big; export A B C; exec \"$0\" \"$@\""
        let ending = try run(["report", "uid,environment,gid"], through: ["sh", "-c", script])
        let it = try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
        #expect(it["environment"] is NSNull)
        #expect(it["cutOff"] as? [String] == ["environment"])
        #expect(it["gid"] is Int)
    }
}
