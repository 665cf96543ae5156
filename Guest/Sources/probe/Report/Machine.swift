import CProbe

let machineSections = [
    Section("hostname") { $0.string(Bytes(cString: probe_uname(1))) },
    Section("uname") { json in
        json.object { json in
            json.member("system") { $0.string(Bytes(cString: probe_uname(0))) }
            json.member("release") { $0.string(Bytes(cString: probe_uname(2))) }
            json.member("version") { $0.string(Bytes(cString: probe_uname(3))) }
            json.member("machine") { $0.string(Bytes(cString: probe_uname(4))) }
            json.member("domain") { $0.string(Bytes(cString: probe_uname(5))) }
        }
    },
]
