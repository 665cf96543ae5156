import Foundation
import Glibc
import Linux
import Testing

extension RealRuns {
    /// `kumite kata …` as it is run; nothing of it starts a shim.
    @Suite("Kata's verbs") struct KataCommands {
        private static let go = """
            [hypervisor.qemu]
            path = "/q"
            [agent.kata]
            dial_timeout = 60
            [runtime]
            enable_debug = true

            """
        private static let move = ["--from", "go@4.1.0", "--to", "rust@4.1.0"]

        private func write(_ text: String, _ path: String) throws {
            try Files.write(path, Array(text.utf8))
        }

        @Test("a file is checked, converted, and then nothing is refused or lost")
        func checkAndMigrate() async throws {
            try await withFolder { folder in
                try write(Self.go, "\(folder)/a.toml")
                let check = try await runKumite(
                    ["kata", "config", "check", "a.toml", "--json"] + Self.move, in: folder)
                #expect(check.code == 1, "\(check.stderr)")
                let rows = try #require(
                    try JSONSerialization.jsonObject(with: Data(check.stdout.utf8)) as? [[String: Any]])
                #expect(rows.allSatisfy { Set($0.keys) == ["file", "line", "section", "key", "effect", "note"] })
                let dial = try #require(rows.first { $0["key"] as? String == "dial_timeout" })
                #expect(dial["line"] as? Int == 4 && dial["effect"] as? String == "refused")
                let page = try await runKumite(["kata", "config", "check", "a.toml"] + Self.move, in: folder)
                #expect(page.code == 1 && page.stdout.contains("4 to mend before the move: "), "\(page.stdout)")

                let words = ["kata", "config", "migrate", "a.toml", "-o", "b.toml"] + Self.move
                let migrated = try await runKumite(words, in: folder)
                #expect(migrated.code == 0 && migrated.stdout.isEmpty && migrated.stderr.isEmpty, "\(migrated.stderr)")
                let again = try await runKumite(words, in: folder)
                #expect(again.code == 64 && again.stderr.contains("there is a file already"))
                let after = try await runKumite(["kata", "config", "check", "b.toml"] + Self.move, in: folder)
                #expect(after.code == 0 && after.stdout.contains("Nothing is refused or lost."), "\(after.stdout)")
                let twice = try await runKumite(["kata", "config", "migrate", "b.toml"] + Self.move, in: folder)
                #expect(
                    twice.stdout
                        == String(decoding: try Files.read("\(folder)/b.toml", limit: 1 << 20).bytes, as: UTF8.self))
            }
        }

        @Test("the shims of an unpacked release are listed as contenders, ready for a matrix")
        func contenders() async throws {
            try await withFolder { folder in
                let prefix = "\(folder)/r/opt/kata"
                func put(_ path: String, _ text: String, mode: UInt32 = 0o644) throws {
                    let whole = "\(prefix)/\(path)"
                    try Files.makeDirectories(String(whole[..<(whole.lastIndex(of: "/") ?? whole.startIndex)]))
                    try Files.write(whole, Array(text.utf8), mode: mode)
                }
                let file = "containerd-shim-kata-v2"
                for (place, language) in [("bin", "Golang"), ("runtime-rs/bin", "Rust")] {
                    let line =
                        "Kata Containers containerd shim (\(language)): id: x, version: 4.1.0, commit: 0123456789"
                    try put("\(place)/\(file)", "#!/bin/sh\necho '\(line)'\n", mode: 0o755)
                }
                let defaults = "share/defaults/kata-containers"
                try put("\(defaults)/configuration-qemu.toml", "[hypervisor.qemu]\nkernel = \"/none\"\n")
                try put(
                    "\(defaults)/runtime-rs/configuration-qemu-runtime-rs.toml",
                    "[hypervisor.qemu]\n[runtime]\nhypervisor_name = \"qemu\"\n")

                let plain = try await runKumite(["list", "contenders", "--folder", "r"], in: folder)
                #expect(plain.code == 0, "\(plain.stderr)")
                #expect(plain.stdout.contains("kata-go-qemu  (kata, go@4.1.0)\n"), "\(plain.stdout)")
                #expect(plain.stdout.contains("could not be read: /none: the kernel: it is not there"))
                #expect(plain.stderr.contains("its kernel /none: it is not there"))

                let json = try await runKumite(["list", "contenders", "--folder", "r", "--json"], in: folder)
                let list = try #require(
                    try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [[String: Any]])
                #expect(list.compactMap { $0["name"] as? String } == ["kata-go-qemu", "kata-rust-qemu"])
                #expect(list.compactMap { $0["release"] as? String } == ["go@4.1.0", "rust@4.1.0"])
                #expect(list.first?["unread"] as? [String] == ["/none: the kernel: it is not there"])

                let yaml = try await runKumite(["list", "contenders", "--folder", "r", "--yaml"], in: folder)
                try write(yaml.stdout, "\(folder)/own.yaml")
                let again = try await runKumite(["list", "contenders", "--matrix", "own.yaml", "--json"], in: folder)
                #expect(again.code == 0 && again.stdout == json.stdout, "\(again.stderr)\n\(yaml.stdout)")

                let both = try await runKumite(
                    ["list", "contenders", "--folder", "r", "--matrix", "own.yaml"], in: folder)
                #expect(both.code == 64)
            }
        }

        @Test("a file that needs no change is printed as it is, to the last byte")
        func untouched() async throws {
            try await withFolder { folder in
                let text = "# ours\r\n[runtime]\r\nenable_debug = true"
                try write(text, "\(folder)/a.toml")
                let ran = try await runKumite(
                    ["kata", "config", "migrate", "a.toml", "--drop-in"] + Self.move, in: folder)
                #expect(ran.code == 0 && Array(ran.stdout.utf8) == Array(text.utf8), "\(ran.stdout)")
            }
        }

        @Test("drop-ins beside the file are read, by name; a circle and a way out of the folder are refused")
        func dropIns() async throws {
            try await withFolder { folder in
                try write(Self.go, "\(folder)/a.toml")
                try Files.makeDirectory("\(folder)/config.d")
                try write("[runtime]\nguest_selinux_label = \"x\"\n", "\(folder)/config.d/20.toml")
                let words = ["kata", "config", "check", "a.toml"] + Self.move
                let read = try await runKumite(words, in: folder)
                #expect(read.stdout.contains("20.toml:2  [runtime] guest_selinux_label"), "\(read.stdout)")
                try Files.makeLink("\(folder)/config.d/30.toml", to: "31.toml")
                try Files.makeLink("\(folder)/config.d/31.toml", to: "30.toml")
                let circle = try await runKumite(words, in: folder)
                #expect(
                    circle.code == 64 && circle.stderr.contains("30.toml: its links lead in a circle"),
                    "\(circle.stderr)")
                _ = try Files.remove("\(folder)/config.d/30.toml")
                _ = try Files.remove("\(folder)/config.d/31.toml")
                try Files.makeLink("\(folder)/config.d/30.toml", to: "../a.toml")
                let out = try await runKumite(words + ["--json"], in: folder)
                #expect(out.code == 64)
                let error = try #require(try out.json()["error"] as? [String: String])
                #expect(error["why"]?.contains("leads out of the folder") == true)
            }
        }

        @Test(
            "what can't be read is 64 and says where",
            arguments: [
                ("a = \n", "a.toml:1:5"), ("[x\n", "a.toml:1:3"), ("a = 1\na = 1\n", "line 1 already"),
                (String(repeating: "#", count: 10 << 20), "more than 1048576 bytes"),
            ])
        func unreadable(_ text: String, _ words: String) async throws {
            try await withFolder { folder in
                try write(text, "\(folder)/a.toml")
                for verb in ["check", "migrate"] {
                    let ran = try await runKumite(["kata", "config", verb, "a.toml"] + Self.move, in: folder)
                    #expect(ran.code == 64 && ran.stderr.contains(words), "\(ran.stderr)")
                }
            }
        }

        @Test(
            "what can't be meant is 64",
            arguments: [
                ["config", "check", "a.toml", "--from", "go@4.1.0"],
                ["config", "check", "a.toml", "--from", "go", "--to", "rust@4.1.0"],
                ["config", "check", "/nonexistent", "--from", "go@4.1.0", "--to", "rust@4.1.0"],
                ["config", "effects", "a.toml"], ["config", "effects", "--release", "3.12.0"],
                ["config", "check", "a.toml", "--from", "go@4.1.0", "--to", "rust@4.1.0", "--annotations", "a.toml"],
                ["keys", "--release", "4.2.0"], ["keys", "--release", "4.2.0", "--facts", "a.toml"],
            ])
        func misuse(_ words: [String]) async throws {
            try await withFolder { folder in
                try write("[a]\nb = 1\n- \"\n", "\(folder)/a.toml")
                let ran = try await runKumite(["kata"] + words, in: folder)
                #expect(ran.code == 64 && ran.stdout.isEmpty && !ran.stderr.isEmpty, "\(ran.stdout)")
            }
        }

        @Test("a fork's release is a table more, made of its templates")
        func fork() async throws {
            try await withFolder { folder in
                try write(Self.go, "\(folder)/a.toml")
                try Files.makeDirectory("\(folder)/rust")
                try Files.makeDirectory("\(folder)/kata-keys")
                try write("[hypervisor.qemu]\nours = @OURS@\n", "\(folder)/rust/configuration-qemu.toml.in")
                let own = try builtLibrary()
                let like = ["--like", "\(own)/Matrix/kata-keys/4.1.0.yaml"]
                let made = try await runKumite(
                    ["kata", "keys", "--release", "4.2.0", "--rust", "rust"] + like, in: folder)
                #expect(made.code == 0 && made.stdout.contains("ours: text"), "\(made.stderr)")
                try write(made.stdout, "\(folder)/kata-keys/4.2.0.yaml")
                let move = ["--from", "go@4.1.0", "--to", "rust@4.2.0"]
                let right = try await runKumite(["check", "kata-keys/4.2.0.yaml"], in: folder)
                #expect(right.code == 0, "\(right.stdout)")
                try Files.makeDirectory("\(folder)/rust/kata-keys")
                try write("kata-keys: 1\n", "\(folder)/rust/kata-keys/1.yaml")
                let wrong = try await runKumite(["check", "rust/kata-keys/1.yaml"], in: folder)
                #expect(wrong.code == 64 && wrong.stdout.contains("needs 'release'"), "\(wrong.stdout)")
                let without = try await runKumite(["kata", "config", "check", "a.toml"] + move, in: folder)
                #expect(without.stdout.contains("no table for rust@4.2.0"), "\(without.stdout)")
                let with = try await runKumite(
                    ["kata", "config", "check", "a.toml", "--keys", "kata-keys"] + move, in: folder)
                #expect(with.code == 1 && !with.stdout.contains("no table"), "\(with.stdout)")
            }
        }

        private static let log = """
            time="2031-05-06T07:08:09Z" level=error msg="the shim's" pid=7 sandbox=s1 source=virtcontainers
            time="2031-05-06T07:08:09Z" level=debug msg="reading guest console" sandbox=s1 vmconsole="{\\"msg\\":\\"no device\\",\\"level\\":\\"ERRO\\",\\"source\\":\\"agent\\"}"
            time="2031-05-06T07:08:09Z" level=debug msg="reading guest console" sandbox=s2 vmconsole="{\\"msg\\":\\"all well\\",\\"level\\":\\"INFO\\",\\"source\\":\\"agent\\"}"

            """

        @Test("only the records that are asked for are printed")
        func logs() async throws {
            try await withFolder { folder in
                try write(Self.log, "\(folder)/a.log")
                let errors = try await runKumite(
                    ["kata", "logs", "a.log", "--origin", "agent", "--level", "error"], in: folder)
                #expect(errors.code == 0 && errors.stderr.isEmpty)
                #expect(errors.stdout == "2031-05-06T07:08:09.000000000Z error agent s1 no device source=agent\n")
                let json = try await runKumite(["kata", "logs", "a.log", "--sandbox", "s2", "--json"], in: folder)
                let list = try JSONSerialization.jsonObject(with: Data(json.stdout.utf8)) as? [[String: Any]]
                #expect(list?.count == 1 && list?.first?["text"] as? String == "all well", "\(json.stdout)")
                let none = try await runKumite(["kata", "logs", "a.log", "--origin", "vmm", "--json"], in: folder)
                #expect(none.code == 0 && none.stdout == "[]\n")
            }
        }

        @Test("what is added to a log is printed while it is followed")
        func follow() async throws {
            try await withFolder { folder in
                try write(Self.log, "\(folder)/a.log")
                // What is added comes after the first records were printed; a signal ends it.
                let line = "time=\\\"2031-05-06T07:08:10Z\\\" level=error msg=late sandbox=s3"
                let before = """
                    (until [ -s stdout ]; do sleep 0.05; done
                    echo "\(line)" >>a.log
                    until grep -q late stdout; do sleep 0.05; done
                    for one in /proc/[0-9]*; do
                        case $(tr '\\0' ' ' <$one/cmdline) in *'kumite kata logs '*) kill -INT ${one#/proc/} ;; esac
                    done) &
                    """
                let ran = try await runKumite(
                    ["kata", "logs", "a.log", "--level", "error", "--follow"], in: folder, before: before)
                #expect(ran.code == 130, "\(ran.stderr)")
                let out = ran.stdout
                #expect(out.split(separator: "\n").map { $0.split(separator: " ")[3] } == ["s1", "s1", "s3"], "\(out)")
            }
        }

        @Test("a log that is rotated, and one that is emptied, are followed on; a torn last line is told once")
        func rotation() async throws {
            try await withFolder { folder in
                try write("time=\"2031-05-06T07:08:09Z\" level=error msg=one sandbox=s1\n", "\(folder)/a.log")
                func line(_ text: String) -> String {
                    "time=\\\"2031-05-06T07:08:10Z\\\" level=error msg=\(text) sandbox=s1"
                }
                let before = """
                    (until grep -q one stdout; do sleep 0.05; done
                    printf '%s' "\(line("torn"))" >>a.log
                    mv a.log a.log.1
                    echo "\(line("rotated"))" >a.log
                    until grep -q rotated stdout; do sleep 0.05; done
                    : >a.log
                    sleep 0.5
                    echo "\(line("new"))" >>a.log
                    until grep -q new stdout; do sleep 0.05; done
                    for one in /proc/[0-9]*; do
                        case $(tr '\\0' ' ' <$one/cmdline) in *'kumite kata logs a.log --follow'*) kill -INT ${one#/proc/} ;; esac
                    done) &
                    """
                let ran = try await runKumite(["kata", "logs", "a.log", "--follow"], in: folder, before: before)
                #expect(ran.code == 130, "\(ran.stderr)")
                let texts = ran.stdout.split(separator: "\n").map { $0.split(separator: " ")[4] }
                #expect(texts == ["one", "torn", "rotated", "new"], "\(ran.stdout)")
            }
        }

        @Test("a release between two tables is converted as far as both agree, and the rest is told; the exit is 1")
        func between() async throws {
            try await withFolder { folder in
                try write(Self.go, "\(folder)/a.toml")
                let words = ["kata", "config", "migrate", "a.toml", "--from", "go@3.12.0", "--to", "rust@4.1.0"]
                let ran = try await runKumite(words, in: folder)
                #expect(ran.code == 1 && ran.stdout.contains("reconnect_timeout_ms = 60000"), "\(ran.stdout)")
                #expect(
                    ran.stderr.contains(
                        "a.toml:0: unsure: there is no table for go@3.12.0; judged by 3.10.0 and 3.15.0"),
                    "\(ran.stderr)")
            }
        }

        @Test("every setting of a release has its scenario, or the reason why nothing shows")
        func effects() async throws {
            try await withFolder { folder in
                let ran = try await runKumite(["kata", "config", "effects", "--json"], in: folder)
                let rows = try #require(
                    try JSONSerialization.jsonObject(with: Data(ran.stdout.utf8)) as? [[String: Any]])
                #expect(ran.code == 0 && rows.count > 200, "\(ran.stderr)")
                let vcpus = try #require(rows.first { $0["setting"] as? String == "hypervisor/default_vcpus" })
                let sights = try #require(vcpus["sights"] as? [[String: String]])
                #expect(sights.map { $0["scenario"] } == ["effects/asked-default-vcpus", "effects/default-vcpus"])
                #expect(sights.map { $0["seen"] } == ["asked", "inside"])
                let text = try await runKumite(["kata", "config", "effects", "--release", "4.1.0"], in: folder)
                #expect(text.stdout.contains(" settings show their effect."), "\(text.stdout)")
            }
        }

        private static let line = "/x/qemu-system-x86_64 -name sandbox-abc1 -m 2G -device vhost-vsock-pci,guest-cid=7"

        @Test("two command lines of QEMU: the same meaning is 0, another is 1 and told, none is 64")
        func qemu() async throws {
            try await withFolder { folder in
                try write(Self.line + "\n", "\(folder)/a")
                let words = Self.line.replacing("abc1", with: "def2").replacing("2G", with: "2048")
                    .replacing("cid=7", with: "cid=9").split(separator: " ")
                try write(words.joined(separator: "\u{0}") + "\u{0}", "\(folder)/b")
                try write(Self.line + " -nographic", "\(folder)/c")
                try write("\n", "\(folder)/d")
                let same = try await runKumite(["kata", "qemu", "a", "b"], in: folder)
                #expect(same.code == 0 && same.stdout.isEmpty && same.stderr.isEmpty, "\(same.stdout)\(same.stderr)")
                let other = try await runKumite(["kata", "qemu", "b", "c", "--json"], in: folder)
                #expect(other.code == 1 && other.stdout.contains("only there: -nographic"), "\(other.stdout)")
                let none = try await runKumite(["kata", "qemu", "a", "d"], in: folder)
                #expect(none.code == 64 && none.stderr.contains("no command line"), "\(none.stderr)")
                let own = try await runKumite(["kata", "qemu", "/proc/self/cmdline", "a"], in: folder)
                #expect(own.code == 1 && own.stdout.contains("only there: -name"), "\(own.stdout)")
            }
        }

        @Test("two answers with metrics: what they offer is compared, never values")
        func metrics() async throws {
            try await withFolder { folder in
                try write("# TYPE a gauge\na{item=\"readbytes\"} 1\n", "\(folder)/a")
                try write("# TYPE a gauge\na{item=\"readbytes\"} 2\n", "\(folder)/b")
                try write("# TYPE a gauge\na{item=\"read_bytes\"} 2\nb 1\n?\n", "\(folder)/c")
                let same = try await runKumite(["kata", "metrics", "a", "b"], in: folder)
                #expect(same.code == 0 && same.stdout.isEmpty, "\(same.stdout)")
                let other = try await runKumite(["kata", "metrics", "a", "c"], in: folder)
                #expect(other.code == 1 && other.stderr == "c:4: no sample\n", "\(other.stderr)")
                #expect(
                    other.stdout.contains("a value: item=readbytes there, item=read_bytes here (spelled otherwise)")
                        && other.stdout.contains("b family: absent there, untyped here"), "\(other.stdout)")
                let none = try await runKumite(["kata", "metrics", "a", "/dev/null"], in: folder)
                #expect(none.code == 64 && none.stderr.contains("no metrics"))
            }
        }

        @Test(
            "a log that is not there and an origin that nobody has are 64",
            arguments: [["/nonexistent"], ["a.log", "--origin", "nobody"], ["a.log", "--follow", "--json"], []]
                as [[String]])
        func noLog(_ words: [String]) async throws {
            try await withFolder { folder in
                try write(Self.log, "\(folder)/a.log")
                let ran = try await runKumite(["kata", "logs"] + words, in: folder)
                #expect(ran.code == 64 && ran.stdout.isEmpty != words.contains("--json"), "\(ran.stdout)")
            }
        }

        /// The clone that the tests were built in.
        private func builtLibrary() throws -> String {
            URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
                .path
        }
    }
}
