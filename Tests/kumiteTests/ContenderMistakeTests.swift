import Linux
import Testing

extension RealRuns {
    /// Contenders that can be seen to be none before anything is run: the user's mistake.
    @Suite("Contenders that are none") struct ContenderMistakes {
        @Test(
            "a shim that is not there, is no program, or says no version is refused at once",
            arguments: [
                ("shim=/nonexistent/shim", "there is no such file"), ("shim=/etc/hostname", "it is not executable"),
                ("shim=/usr/bin", "it is not a file"), ("shim=/bin/false", "`-v` ended with exit 1"),
                ("name=x", "it has no 'shim'"), ("shim=/bin/true,colour=red", "there is no key 'colour'"),
                ("shim=/bin/true,runtime=/nonexistent/runc", "there is no such file"),
            ])
        func refused(contender: String, why: String) async throws {
            try await withStubs { stubs in
                let ran = try await spar(try stubs.contender("ok"), contender, in: stubs.folder)
                #expect(ran.code == 64, "\(ran.stderr)")
                #expect(ran.stderr.contains(why), "\(ran.stderr)")
                #expect(!Files.exists("\(stubs.folder)/run"))
                ran.leftNothing()
            }
        }

        @Test("a shim whose version can't be asked is the user's mistake")
        func noVersion() async throws {
            try await withStubs { stubs in
                let ran = try await spar(stubs.contender("ok"), stubs.contender("no-version"), in: stubs.folder)
                #expect(ran.code == 64)
                #expect(ran.stderr.contains("asking the shim for its version"))
            }
        }
    }
}
