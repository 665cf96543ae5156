import Linux
import Testing

@Suite struct MountTableTests {
    @Test func readsALine() throws {
        let line =
            #"36 35 98:0 /mnt1 /mnt\0402\134x rw,noatime master:1 shared:7 - ext3 /dev/ro\011ot rw,errors=continue"#
        let entry = try #require(MountEntry(line))
        #expect(entry.id == 36 && entry.parent == 35 && entry.device == "98:0" && entry.root == "/mnt1")
        #expect(entry.target == #"/mnt 2\x"# && entry.source == "/dev/ro\tot" && entry.type == "ext3")
        #expect(entry.options == ["rw", "noatime"] && entry.propagation == ["master:1", "shared:7"])
        #expect(entry.superOptions == ["rw", "errors=continue"])
    }

    @Test(arguments: [
        "", " ", "-", "1 2 3", "a b c d e f - g h i", "36 35 98:0 / / rw shared:1 ext3 / rw", "36 35 98:0 / / rw -",
        "36 35 98:0 / / rw - ext3", "- - - - - - - - - -", "36 35 98:0 / / rw - ext3 x",
    ])
    func refusesWhatIsNone(line: String) {
        #expect(MountEntry(line) == nil)
    }

    @Test(arguments: [#"\"#, #"\0"#, #"\04"#, #"\089"#, #"a\777b"#]) func keepsBrokenEscapes(name: String) {
        // Whatever comes of them, nothing traps, and other bytes stay.
        #expect(MountEntry("1 2 0:1 / /\(name) rw - tmpfs none rw") != nil)
    }

    @Test func aCutTableLosesItsTornLine() {
        let text = "1 0 0:1 / / rw - ext4 a rw\n2 1 0:2 / /x rw - tmpfs b rw"
        #expect(MountTable(Array(text.utf8)).entries.count == 2)
        #expect(MountTable(Array(text.utf8), cut: true).entries.count == 1)
    }

    @Test func readsOurOwn() throws {
        let table = try MountTable(of: 0)
        #expect(table.entry(at: "/") != nil && table.entry(at: "/proc")?.type == "proc" && !table.cut)
        #expect(try MountTable(of: 0, limit: 100).cut)
    }
}
