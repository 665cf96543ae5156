import CLinux
import Glibc

extension SpawnRequest {
    /// The error for a failed spawn: which step of the child failed, on what.
    func failure(_ started: clinux_spawned, errno number: Int32) -> LinuxError {
        let step = String(cString: clinux_spawn_step(started.step))
        let object = object(of: step, Int(started.index))
        let doing = step == "exec" ? "start" : "\(step)\(object.map { " \($0)" } ?? "") to start"
        return LinuxError(doing: doing, to: path, errno: number, now: step == "exec" ? advice(for: number) : nil)
    }

    private func object(of step: String, _ index: Int) -> String? {
        switch step {
        case "enter cgroup":
            index < 0 ? "of the request" : cgroupProcs.indices.contains(index) ? cgroupProcs[index].name : nil
        case "enter namespace": namespaces.indices.contains(index) ? namespaces[index].kind.rawValue : nil
        case "carry out mount operation":
            (mounts ?? []).indices.contains(index) ? "'\((mounts ?? [])[index].text)'" : nil
        case "place descriptor": "\(index)"
        case "change to the working directory": directory
        case "lower limit": limits.first { Int($0.resource.number) == index }.map { "\($0.resource)" }
        default: nil
        }
    }

    private func advice(for number: Int32) -> String? {
        switch number {
        case ENOENT: "check the path, and the interpreter that the file names"
        case EACCES: "make the file executable (chmod +x), and check the folders above it"
        case ENOEXEC: "check that it is a program for this machine, or a script that starts with #!"
        case E2BIG: "give fewer or shorter arguments and variables"
        case ETXTBSY: "close the file where it is still being written"
        default: nil
        }
    }
}
