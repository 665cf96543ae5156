import Glibc
import Linux

/// What the running kernel knows of file systems.
enum KernelFileSystems {
    /// Whether a file system is built in, loaded, or there as a module that a mount would load.
    static func know(_ type: String) -> Bool {
        func read(_ path: String) -> String {
            String(decoding: (try? Files.read(path, limit: 4 << 20).bytes) ?? [], as: UTF8.self)
        }
        let known = read("/proc/filesystems").split(separator: "\n").compactMap { $0.split(separator: "\t").last }
        if known.contains(Substring(type)) { return true }
        let modules = "/lib/modules/\(ThisKernel.release)"
        return ["modules.dep", "modules.builtin"].contains { file in
            read("\(modules)/\(file)").split(separator: "\n").contains { $0.contains("/\(type).ko") }
        }
    }
}

/// The running kernel.
enum ThisKernel {
    static var release: String {
        var name = utsname()
        guard uname(&name) == 0 else { return "unknown" }
        return withUnsafeBytes(of: name.release) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}
