import Archives
import Facets
import Foundation
import Glibc
import Testing

@Suite("A run folder from elsewhere")
struct HostileArchiveTests {
    /// A small run with one ended trial.
    private func sample(in scratch: Scratch) throws -> (path: String, set: String) {
        let path = scratch.path + "/run"
        let folder = try RunFolder.create(at: path, header: try Samples.header())
        try folder.appendPlan(scenarios: [.init(Samples.scenario())], trials: [Samples.planned(1)])
        try folder.beginTrial(1, atWallNanoseconds: 1)
        try folder.appendTrialLine(1, Samples.line(1))
        let set = try folder.endTrial(1, outcome: .recorded, derived: Samples.derived(), atWallNanoseconds: 2)
        folder.close()
        return (path, try #require(set))
    }

    @Test("no folder, a file, and a folder that is no run are told apart from damage")
    func noRun() throws {
        let scratch = try Scratch()
        try Data().write(to: URL(fileURLWithPath: scratch.path + "/file"))
        for path in ["/no", "/file", ""] {
            let error = #expect(throws: ArchiveError.self) { _ = try RunReader(at: scratch.path + path) }
            #expect(error?.kind == .unavailable)
        }
    }

    @Test(
        "a newer format is refused",
        arguments: [("99", ArchiveError.Kind.newer), ("-1", .damaged), ("\"0\"", .damaged)])
    func format(value: String, kind: ArchiveError.Kind) throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        try Data("{\"format\":\(value)}".utf8).write(to: URL(fileURLWithPath: path + "/run.json"))
        let error = #expect(throws: ArchiveError.self) { _ = try RunReader(at: path) }
        #expect(error?.kind == kind)
    }

    @Test(
        "a line that cannot be is damage, told with its file and number",
        arguments: [
            ("journal.jsonl", #"{"trial":1,"what":"ended","atWallNanoseconds":1,"outcome":"recorded"}"#, "ends twice"),
            ("journal.jsonl", #"{"trial":9,"what":"begun","atWallNanoseconds":1}"#, "not planned"),
            (
                "journal.jsonl",
                #"{"trial":1,"what":"begun","atWallNanoseconds":1}\#n{"trial":1,"what":"ended","atWallNanoseconds":1}"#,
                "without an outcome"
            ),
            (
                "journal.jsonl",
                #"{"trial":1,"what":"failed","atWallNanoseconds":1}\#n{"trial":1,"what":"ended","atWallNanoseconds":1,"outcome":"recorded","set":"../../etc/passwd"}"#,
                "not a digest"
            ),
            ("journal.jsonl", "garbage", "malformed"),
            ("plan.jsonl", #"{"trial":{"number":1,"cell":"c","role":"r","scenario":"a/b","round":0}}"#, "comes twice"),
            ("plan.jsonl", #"{"trial":{"number":0,"cell":"c","role":"r","scenario":"a/b","round":0}}"#, "number 0"),
            (
                "plan.jsonl", #"{"trial":{"number":2,"cell":"c","role":"r","scenario":"x","round":0}}"#,
                "unknown scenario"
            ),
            ("plan.jsonl", "{}", "neither"),
            (
                "plan.jsonl", #"{"trial":{"number":2,"cell":"x\u001b","role":"r","scenario":"a/b","round":0}}"#,
                #"unknown cell, "x\u{1b}""#
            ),
            ("journal.jsonl", #"{"trial":1,"what":"begun","atWallNanoseconds":-1}"#, "malformed"),
            ("journal.jsonl", #"{"trial":1,"what":"begun","atWallNanoseconds":NaN}"#, "malformed"),
        ])
    func damage(file: String, line: String, why: String) throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        try scratch.append(line + "\n", to: "\(path)/\(file)")
        let error = #expect(throws: ArchiveError.self) { _ = try RunReader(at: path).contents() }
        #expect(error?.kind == .damaged)
        #expect(error?.to.hasSuffix(file) == true)
        #expect(error?.why.contains(why) == true, "\(String(describing: error))")
    }

    @Test("no link is followed", arguments: ["run.json", "plan.jsonl", "trials/000001.jsonl", "trials", "sets"])
    func links(name: String) throws {
        let scratch = try Scratch()
        let (path, set) = try sample(in: scratch)
        let target = scratch.path + "/target"
        try FileManager.default.moveItem(atPath: "\(path)/\(name)", toPath: target)
        try FileManager.default.createSymbolicLink(atPath: "\(path)/\(name)", withDestinationPath: target)
        let error = #expect(throws: ArchiveError.self) {
            let reader = try RunReader(at: path)
            _ = try reader.contents()
            _ = try reader.observations(of: 1)
            _ = try reader.facets(named: set)
        }
        #expect(error?.kind == .damaged)
    }

    @Test("neither a fifo nor a folder in a file's place is waited for")
    func others() throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        let name = path + "/trials/000001.jsonl"
        try FileManager.default.removeItem(atPath: name)
        #expect(mkfifo(name, 0o600) == 0)
        #expect(throws: ArchiveError.self) { try RunReader(at: path).observations(of: 1) }
        try FileManager.default.removeItem(atPath: name)
        try FileManager.default.createDirectory(atPath: name, withIntermediateDirectories: false)
        #expect(throws: ArchiveError.self) { try RunReader(at: path).observations(of: 1) }
    }

    @Test(
        "a time or amount that no clock gives is damage, with its place",
        arguments: ["-1", "NaN", "1e999", "-0.5", "\"1\""])
    func times(value: String) throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        let line =
            #"{"trial":1,"derive":2,"evidence":[],"measures":[{"name":"pod-ready","unit":"nanoseconds","value":"#
        try scratch.append("\(line)\(value)}]}\n", to: path + "/measures.jsonl")
        let error = #expect(throws: ArchiveError.self) { _ = try RunReader(at: path).measures() }
        #expect(error?.kind == .damaged)
        #expect(error?.why.hasPrefix("line 2: ") == true, "\(String(describing: error))")
    }

    @Test("a stamp before time began is damage", arguments: ["-5", "NaN", "1e400", "18446744073709551616"])
    func stamps(value: String) throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        let line = String(decoding: Samples.line(2), as: UTF8.self).replacing("\"at\":1", with: "\"at\":\(value)")
        try scratch.append(line, to: path + "/trials/000001.jsonl")
        let error = #expect(throws: ArchiveError.self) { _ = try RunReader(at: path).observations(of: 1) }
        #expect(error?.why.hasPrefix("line 2: ") == true, "\(String(describing: error))")
    }

    @Test(
        "a field of a gigabyte is left where it is: of a line no more than 16 MiB are read",
        arguments: ["measures.jsonl", "plan.jsonl", "journal.jsonl", "trials/000001.jsonl"])
    func giant(name: String) throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        // A hole after the last line: one line of zeroes, as long as the file's own bound allows.
        let size = (try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")[.size] as? Int) ?? 0
        #expect(truncate("\(path)/\(name)", size + 200 << 20) == 0)
        let error = #expect(throws: ArchiveError.self) {
            let reader = try RunReader(at: path)
            _ = try reader.contents()
            _ = try reader.measures()
            _ = try reader.observations(of: 1)
        }
        #expect(error?.kind == .damaged)
        #expect(error?.why.contains("bytes that are read of a line") == true, "\(String(describing: error))")
    }

    @Test("of measures so many bytes are read as an archive can have, and what is wrong is told with its line")
    func manyMeasures() throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        let file = "\(path)/measures.jsonl"
        // Lines that lie across the pieces in which the file is read.
        let filler = String(repeating: " ", count: 700_000)
        let good = #"{"trial":1,"derive":2,"evidence":[],"measures":[]}"# + filler + "\n"
        for _ in 0..<5 { try scratch.append(good, to: file) }
        try scratch.append("\n{\"trial\":1}\n", to: file)
        let before = try String(contentsOfFile: file, encoding: .utf8).split(
            separator: "\n", omittingEmptySubsequences: false
        ).count
        var error = #expect(throws: ArchiveError.self) { _ = try RunReader(at: path).measures() }
        #expect(error?.why == "line \(before - 1): the member derive is missing", "\(String(describing: error))")
        #expect(truncate(file, 257 << 20) == 0)
        error = #expect(throws: ArchiveError.self) { _ = try RunReader(at: path).measures() }
        #expect(error?.to.hasSuffix("measures.jsonl") == true)
        #expect(error?.why == "it has \(257 << 20) bytes, more than the \(256 << 20) that are read")
    }

    @Test("a last line without its end is dropped, wherever the file was cut off", arguments: [1, 65_536, 70_000])
    func torn(length: Int) throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        let whole = try RunReader(at: path).measures()
        try scratch.append(String(repeating: "x", count: length), to: "\(path)/measures.jsonl")
        let reader = try RunReader(at: path)
        #expect(try reader.measures() == whole && !whole.isEmpty)
        #expect(try reader.contents().notes == ["the torn last line of measures.jsonl was dropped"])
    }

    @Test("a file that is too large is not read")
    func large() throws {
        let scratch = try Scratch()
        let (path, set) = try sample(in: scratch)
        // A hole: as long as it says, without a byte on the disk.
        #expect(truncate(path + "/sets/" + set, 1 << 40) == 0)
        let error = #expect(throws: ArchiveError.self) { try RunReader(at: path).facets(named: set) }
        #expect(error?.why.contains("more than") == true)
    }

    @Test(
        "a name that is no digest is no path",
        arguments: ["", "..", "../run.json", String(repeating: "A", count: 64), "a/b"])
    func names(name: String) throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        #expect(throws: ArchiveError.self) { try RunReader(at: path).facets(named: name) }
        #expect(throws: ArchiveError.self) { try RunReader(at: path).blob(named: name) }
    }

    @Test("a set that is not what it is named after is damage; a missing one means run again")
    func sets() throws {
        let scratch = try Scratch()
        let (path, set) = try sample(in: scratch)
        try scratch.append("{\"path\":[\"x\"],\"state\":\"absent\"}\n", to: "\(path)/sets/\(set)")
        let error = #expect(throws: ArchiveError.self) { try RunReader(at: path).facets(named: set) }
        #expect(error?.why.contains("digest") == true)
        try FileManager.default.removeItem(atPath: "\(path)/sets/\(set)")
        let contents = try RunReader(at: path).contents()
        #expect(contents.unfinished.map(\.number) == [1])
        #expect(contents.notes.count == 1)
    }

    @Test("a torn last line is dropped wherever it is")
    func torn() throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        for name in ["plan.jsonl", "journal.jsonl", "measures.jsonl", "trials/000001.jsonl"] {
            try scratch.append("{\"number\":", to: "\(path)/\(name)")
        }
        let reader = try RunReader(at: path)
        #expect(try reader.contents().unfinished.isEmpty)
        #expect(try reader.contents().notes.count == 3)
        #expect(try reader.measures().count == 1)
        #expect(try reader.observations(of: 1).count == 1)
    }

    @Test("observations whose numbers do not grow are damage")
    func numbers() throws {
        let scratch = try Scratch()
        let (path, _) = try sample(in: scratch)
        try scratch.append(String(decoding: Samples.line(1), as: UTF8.self), to: path + "/trials/000001.jsonl")
        #expect(throws: ArchiveError.self) { try RunReader(at: path).observations(of: 1) }
    }
}
