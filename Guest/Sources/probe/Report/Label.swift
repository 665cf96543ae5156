import CProbe

let labelSections = [
    // What SELinux, AppArmor or Smack calls this process, and what it will be after the next exec.
    Section("securityLabel") { json in
        json.object { json in
            json.member("current") { $0.optional(text(of: "/proc/self/attr/current")) }
            json.member("exec") { $0.optional(text(of: "/proc/self/attr/exec")) }
            json.member("modules") { $0.optional(text(of: "/sys/kernel/security/lsm")) }
        }
    }
]
