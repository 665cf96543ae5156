import CProbe

func reportIdentity(_ json: inout JSON) {
    json.member("pid") { $0.number(getpid()) }
    json.member("ppid") { $0.number(getppid()) }
    json.member("pgid") { $0.number(getpgid(0)) }
    json.member("sid") { $0.number(getsid(0)) }
    json.member("uid") { $0.number(getuid()) }
    json.member("euid") { $0.number(geteuid()) }
    json.member("gid") { $0.number(getgid()) }
    json.member("egid") { $0.number(getegid()) }
    json.member("groups") { json in
        // NGROUPS_MAX
        var groups = [UInt32](repeating: 0, count: 65_536)
        let count = groups.withUnsafeMutableBufferPointer { buffer -> Int32 in
            guard let start = buffer.baseAddress else { return -1 }
            return probe_groups(start, Int32(buffer.count))
        }
        guard count >= 0 else { return json.null() }
        json.array { json in
            for group in groups[..<Int(count)].sorted() { json.number(group) }
        }
    }
}

func reportCommand(_ json: inout JSON) {
    json.member("cwd") { json in
        let buffer = UnsafeMutableBufferPointer<CChar>.allocate(capacity: 4096)
        defer { buffer.deallocate() }
        guard let start = buffer.baseAddress, getcwd(start, buffer.count) != nil else { return json.null() }
        json.string(Bytes(cString: start))
    }
    json.member("argv") { json in
        json.array { json in
            for index in 0..<probe_argument_count() { json.string(Bytes(cString: probe_argument(index))) }
        }
    }
    json.member("environment") { json in
        json.array { json in
            var index: Int32 = 0
            while let variable = probe_environment(index) {
                json.string(Bytes(cString: variable))
                index += 1
            }
        }
    }
}

func reportMachine(_ json: inout JSON) {
    json.member("hostname") { $0.string(Bytes(cString: probe_uname(1))) }
    json.member("uname") { json in
        json.object { json in
            json.member("system") { $0.string(Bytes(cString: probe_uname(0))) }
            json.member("release") { $0.string(Bytes(cString: probe_uname(2))) }
            json.member("version") { $0.string(Bytes(cString: probe_uname(3))) }
            json.member("machine") { $0.string(Bytes(cString: probe_uname(4))) }
            json.member("domain") { $0.string(Bytes(cString: probe_uname(5))) }
        }
    }
}
