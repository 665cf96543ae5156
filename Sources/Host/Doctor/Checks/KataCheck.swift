import Glibc

/// Which of Kata's shims are installed, where its release archive puts them.
enum KataCheck {
    private static let shims = [
        ("kata-go", "/opt/kata/bin/containerd-shim-kata-v2"),
        ("kata-rust", "/opt/kata/runtime-rs/bin/containerd-shim-kata-v2"),
    ]

    /// Those of the paths that are executable files.
    static func present() -> Set<String> {
        Set(shims.map(\.1).filter { access($0, X_OK) == 0 })
    }

    static func checks(_ input: Doctor.Input) -> [DoctorCheck] {
        shims.map { name, path in
            if input.kataFiles.contains(path) { return DoctorCheck(name, .ok, path) }
            return DoctorCheck(
                name, .absent, "no \(path)", affects: "the pair of Kata's Go and Rust shims (Matrix/kata.yaml)",
                mend: "unpack kata-static from github.com/kata-containers/kata-containers/releases at /")
        }
    }
}
