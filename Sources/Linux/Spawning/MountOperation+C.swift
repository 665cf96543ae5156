import CLinux
import Glibc

extension MountOperation {
    /// The operation as the child carries it out.
    func lowered(into arena: CArena) throws(LinuxError) -> clinux_mount {
        var lowered = clinux_mount()
        switch self {
        case .mount(let type, let source, let target, let flags, let options):
            lowered.kind = Int32(CLINUX_MOUNT_MOUNT)
            lowered.flags = flags.rawValue
            lowered.source = UnsafePointer(try arena.text(source))
            lowered.target = UnsafePointer(try arena.text(target))
            lowered.type = UnsafePointer(try arena.text(type))
            lowered.options = UnsafePointer(try arena.text(options))
        case .bind(let source, let target, let recursive):
            lowered.kind = Int32(CLINUX_MOUNT_MOUNT)
            lowered.flags = (recursive ? [MountFlags.bind, .recursive] : MountFlags.bind).rawValue
            lowered.source = UnsafePointer(try arena.text(source))
            lowered.target = UnsafePointer(try arena.text(target))
        case .unmount(let target):
            lowered.kind = Int32(CLINUX_MOUNT_UNMOUNT)
            lowered.flags = UInt64(MNT_DETACH)
            lowered.target = UnsafePointer(try arena.text(target))
        case .directory(let path, let mode):
            lowered.kind = Int32(CLINUX_MOUNT_DIRECTORY)
            lowered.flags = UInt64(mode)
            lowered.target = UnsafePointer(try arena.text(path))
        }
        return lowered
    }
}
