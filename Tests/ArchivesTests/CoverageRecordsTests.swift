import Archives
import Coverage
import Foundation
import Testing

@Suite("What trials reached, in a run folder")
struct CoverageRecordsTests {
    private let build = CoveredBuild(
        functions: [
            CoveredBuild.Function(file: "x/a.go", line: 3, symbol: CodeSymbol(owner: "*s", name: "Create")),
            CoveredBuild.Function(file: "x/a.go", line: 9, symbol: CodeSymbol(name: "main")),
        ], paths: [CoveredBuild.Path(id: "start", functions: [0, 1], missing: ["x/b.go:f"])], instrumented: 12)

    private func run(in scratch: Scratch) throws -> RunFolder {
        try RunFolder.create(at: scratch.path + "/run", header: try Samples.header())
    }

    private func digest(_ reached: [Int], lost: [String] = []) -> CoverageDigest {
        CoverageDigest(reached: Reached(functions: reached, permille: reached.map { _ in 900 }), lost: lost)
    }

    @Test("a build is written once, each trial's digest names it, and one that read nothing names none")
    func whole() throws {
        let scratch = try Scratch()
        let folder = try run(in: scratch)
        #expect(try RunReader(at: folder.path).coverage() == CoverageRecords())
        #expect(!FileManager.default.fileExists(atPath: folder.path + "/coverage.jsonl"))
        try folder.appendCoverage(of: 1, digest([0]), build: build)
        try folder.appendCoverage(of: 2, digest([0, 1], lost: ["the daemon's"]), build: build)
        try folder.appendCoverage(of: 3, CoverageDigest(problems: ["torn"]), build: nil)
        let records = try RunReader(at: folder.path).coverage()
        #expect(Array(records.builds.values) == [build])
        #expect(records.digests[1]?.build == records.builds.keys.first)
        #expect(records.digests[2]?.reached.functions == [0, 1])
        #expect(records.digests[2]?.lost == ["the daemon's"])
        #expect(records.digests[3]?.build == nil)
        let text = try String(contentsOfFile: folder.path + "/coverage.jsonl", encoding: .utf8)
        #expect(text.split(separator: "\n").count == 4)
        folder.close()
        #expect(throws: ArchiveError.self) { try folder.appendCoverage(of: 4, digest([0]), build: build) }
    }

    @Test("a run that goes on adds to it, after a torn last line was cut off")
    func resumed() throws {
        let scratch = try Scratch()
        let path = scratch.path + "/run"
        // The lock goes with the folder.
        do { try run(in: scratch).appendCoverage(of: 1, digest([0]), build: build) }
        try scratch.append(#"{"trial":2,"dig"#, to: path + "/coverage.jsonl")
        do { try RunFolder.resume(at: path).folder.appendCoverage(of: 3, digest([1]), build: build) }
        #expect(try RunReader(at: path).coverage().digests.keys.sorted() == [1, 3])
    }

    @Test(
        "a line that can't be is damage",
        arguments: [
            (#"{"trial":1}"#, "neither one build"), (#"{"name":"00"}"#, "neither one build"),
            (
                #"{"build":{"functions":[],"paths":[],"instrumented":0},"name":"00"}"#,
                "not the build that it is named after"
            ),
            (
                #"{"trial":1,"digest":{"build":"00","reached":{"functions":[],"permille":[]},"lost":[],"problems":[]}}"#,
                "names what is not in its build"
            ),
            (#"{"trial":1,"digest":{"reached":{"functions":"x"}}}"#, "malformed"), ("nonsense", "malformed"),
        ])
    func damage(line: String, why: String) throws {
        let scratch = try Scratch()
        let folder = try run(in: scratch)
        try folder.appendCoverage(of: 1, digest([0]), build: build)
        folder.close()
        try scratch.append(line + "\n", to: folder.path + "/coverage.jsonl")
        let error = #expect(throws: ArchiveError.self) { _ = try RunReader(at: folder.path).coverage() }
        #expect(error?.description.contains(why) == true, "\(error?.description ?? "")")
    }

    @Test("a digest of functions that its build hasn't is damage")
    func beyond() throws {
        let scratch = try Scratch()
        let folder = try run(in: scratch)
        try folder.appendCoverage(of: 1, digest([7]), build: build)
        folder.close()
        #expect(throws: ArchiveError.self) { _ = try RunReader(at: folder.path).coverage() }
    }
}
