import Drivers
import Matrices
import RuncFamily
import Scenarios
import Testing

@testable import Recordings
@testable import ShimDriver

@Suite("Names for the paths of a trial") struct BindingTests {
    private static func names(trial: Int, mounts: [MountSpec]) -> Recordings.Names {
        var container = ContainerSpec.main("report")
        container.mounts = mounts
        var setting = TrialSetting(
            scenario: .of([container], []), contender: Real.contender, family: Runc(), speaks: "1.6", view: .host,
            nonce: "k7t00\(trial)", namespace: "space", folder: "/var/lib/x/k7-0/t\(trial)",
            sockets: "/run/x/k7-0/t\(trial)", cgroup: "/kumite-k7/0/t\(trial)", probe: "/bin/probe",
            publisher: "/bin/kumite")
        setting.folderInFileSystem = "/t\(trial)"
        return Recordings.Names(
            setting.bindings.enumerated().map { number, binding in
                Observation(number: number, at: 1, step: nil, what: .bound(binding))
            })
    }

    /// A mount table tells paths from the top of the lane's own file system.
    @Test(
        "what a guest's mount table tells has no trial's number",
        arguments: [
            ("/t12/bundles/k7t0012-main/rootfs", "bundle:main/rootfs"),
            ("/var/lib/x/k7-0/t12/bundles/k7t0012-main/rootfs", "bundle:main/rootfs"),
            ("/t12/shared", "folder/shared"), ("/t12/shared/data", "folder/shared/data"),
            ("/var/lib/x/k7-0/t12/shared", "folder/shared"),
            // Anything could have so short a name, and another trial's is another's.
            ("/t12", "/t12"), ("/t12/data", "/t12/data"), ("/t1/shared", "/t1/shared"),
            ("/t12/sharedata", "/t12/sharedata"), ("/t13/bundles/k7t0013-main", "/t13/bundles/k7t0013-main"),
        ])
    func mountTable(text: String, named: String) {
        let mount = MountSpec(target: "/data", source: "{\(Placeholder.shared)}", type: "bind")
        #expect(Self.names(trial: 12, mounts: [mount]).inPlace(text) == named)
    }

    /// crun says it of a hook that failed, and every lane has a copy of its own.
    @Test("a message that names the probe's copy has no lane's number")
    func probe() {
        let said = "error executing hook `/bin/probe` (exit code: 1)"
        #expect(Self.names(trial: 12, mounts: []).inPlace(said) == "error executing hook `probe` (exit code: 1)")
    }

    @Test("a trial without a folder that is shared has no name for one")
    func notShared() {
        #expect(Self.names(trial: 12, mounts: []).inPlace("/t12/shared") == "/t12/shared")
    }
}
