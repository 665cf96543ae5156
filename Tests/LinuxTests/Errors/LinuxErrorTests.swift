import Glibc
import Linux
import Testing

@Suite struct LinuxErrorTests {
    @Test func saysWhatToWhatWhyAndNow() {
        let error = LinuxError(doing: "open", to: "/x", errno: ENOENT)
        #expect(
            "\(error)"
                == "could not open /x: No such file or directory (ENOENT); "
                + "check that the path exists, in the mount namespace where it is looked for")
        #expect(error.errno == ENOENT)
    }

    @Test(arguments: [Int32(0), 1, 133, 134, 9999, -1]) func everyNumberHasAText(number: Int32) {
        let parts = LinuxError(doing: "try", to: "it", errno: number).parts
        #expect(!parts.why.isEmpty && !parts.now.isEmpty)
    }
}
