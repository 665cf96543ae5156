import Facets
import Testing

@testable import Kata

@Suite("Metrics by what they offer") struct MetricTests {
    static let go = """
        # HELP kata_shim_rpc_durations_histogram_milliseconds RPC latency distributions.
        # TYPE kata_shim_rpc_durations_histogram_milliseconds histogram
        kata_shim_rpc_durations_histogram_milliseconds_bucket{action="create",le="1"} 0
        kata_shim_rpc_durations_histogram_milliseconds_bucket{action="create",le="+Inf"} 1
        kata_shim_rpc_durations_histogram_milliseconds_sum{action="create"} 312
        kata_shim_rpc_durations_histogram_milliseconds_count{action="create"} 1
        # TYPE kata_shim_io_stat gauge
        kata_shim_io_stat{item="readbytes"} 4096
        kata_shim_io_stat{item="writebytes"} 1
        # TYPE kata_shim_proc_status gauge
        kata_shim_proc_status{item="vmpeak"} 1.048576e+06
        # TYPE kata_shim_pod_overhead_memory_in_bytes gauge
        kata_shim_pod_overhead_memory_in_bytes 7e+07
        # TYPE process_start_time_seconds gauge
        process_start_time_seconds 1.6e+09

        """
    static let rust = """
        # TYPE kata_shim_io_stat gauge
        kata_shim_io_stat{item="read_bytes"} 4096
        kata_shim_io_stat{item="write_bytes"} 1
        # TYPE kata_shim_proc_status gauge
        kata_shim_proc_status{item="vmpeak"} 1024
        # TYPE process_start_time_seconds counter
        process_start_time_seconds 1.6e+09

        """

    private func read(_ text: String) -> Exposition { Exposition(Array(text.utf8)) }

    @Test("families, types, labels and units are read; bounds and quantiles are no labels")
    func families() throws {
        let read = read(Self.go)
        #expect(read.troubles.isEmpty && read.samples.count == 9)
        let latency = try #require(read.families["kata_shim_rpc_durations_histogram_milliseconds"])
        #expect(latency.kind == .histogram && latency.unit == "milliseconds" && latency.samples == 4)
        #expect(latency.labels == ["action": ["create"]] && latency.help == "RPC latency distributions.")
        #expect(read.families["kata_shim_pod_overhead_memory_in_bytes"]?.unit == "bytes")
        #expect(read.families["kata_shim_io_stat"]?.labels["item"] == ["readbytes", "writebytes"])
        #expect(MetricFamily("a_seconds_total", kind: .counter).unit == "seconds")
    }

    @Test("the two shims' answers differ in families, types, spellings and units, and in nothing else")
    func differences() {
        let told = MetricComparison(read(Self.go), read(Self.rust), languages: (.go, .rust)).differences
        #expect(
            told.map { "\($0.family) \($0.aspect.rawValue): \($0.baseline), \($0.candidate) \($0.note)" } == [
                "kata_shim_io_stat value: item=readbytes, item=read_bytes spelled otherwise",
                "kata_shim_io_stat value: item=writebytes, item=write_bytes spelled otherwise",
                "kata_shim_pod_overhead_memory_in_bytes family: gauge, absent ",
                "kata_shim_proc_status unit: bytes, kilobytes item=vmpeak",
                "kata_shim_rpc_durations_histogram_milliseconds family: histogram, absent ",
                "process_start_time_seconds type: gauge, counter ",
            ])
        #expect(MetricComparison(read(Self.go), read(Self.go), languages: (.go, .go)).differences.isEmpty)
        #expect(MetricComparison(read(Self.go), read(Self.go.replacing("4096", with: "9"))).differences.isEmpty)
    }

    @Test("what a shim is known to expose and does not is told")
    func missing() throws {
        let go = try #require(ShimRelease("go@4.1.0"))
        let rust = try #require(ShimRelease("rust@4.1.0"))
        let missing = MetricRules.missing(in: read(Self.go), of: go, .qemu)
        #expect(missing.contains("kata_agent_") && missing.contains("kata_virtiofsd_fds"))
        #expect(!missing.contains("kata_shim_io_stat") && !missing.contains("process_"))
        #expect(
            MetricRules.missing(in: read(Self.rust), of: rust, .clh) == [
                "kata_shim_fds", "kata_shim_proc_stat", "kata_shim_threads",
            ])
        #expect(MetricRules.families(of: try #require(ShimRelease("rust@3.0.0")), .dragonball).isEmpty)
    }

    @Test(
        "what can't be read is told with its line, and the rest is read",
        arguments: [
            ("a{b=\"c} 1\n", "no sample"), ("a{b=\"c\"}\n", "no sample"), ("a{b=\"c\",b=\"d\"} 1\n", "no sample"),
            ("1a 1\n", "no sample"), ("a 1 2 3\n", "no sample"), ("a one\n", "no sample"), ("a 1 x\n", "no sample"),
            ("# TYPE a what\n", "no type that is known"), ("# TYPE 1 gauge\n", "no name of a family"),
            ("# TYPE z gauge\n# TYPE z gauge\n", "a second type of z"),
            ("z 1\n# TYPE z gauge\n", "the type of z comes after its samples"),
        ])
    func troubles(_ line: String, _ why: String) {
        let read = read("good 1\n\(line)after 2\n")
        #expect(read.troubles.map(\.why) == [why])
        #expect(read.families["good"] != nil && read.families["after"] != nil)
    }

    @Test("escapes, spaces, time stamps, a last comma and numbers that are none are read")
    func forms() {
        let read = read("a { x = \"q\\\"\\\\\\n\" , } NaN 1700000000000\r\nb +Inf\n\n   \n# EOF\nc{} -Inf")
        #expect(read.troubles.isEmpty && read.samples.count == 3)
        #expect(read.samples.first?.labels == ["x": "q\"\\\n"] && read.samples.first?.value.isNaN == true)
    }

    @Test("what has no end is bounded")
    func bounds() {
        let many = read((0..<5000).map { "a\($0) 1\n" }.joined())
        #expect(
            many.families.count == Exposition.familyLimit && many.troubles.map(\.why) == ["more than 4096 families"])
        let long = Exposition([UInt8](repeating: 0x61, count: Exposition.lineLimit + 1))
        #expect(long.troubles.count == 1 && long.samples.isEmpty)
        let values = read((0..<1000).map { "a{b=\"\($0)\"} 1\n" }.joined())
        #expect(values.families["a"]?.labels["b"]?.count == MetricFamily.mostValues)
        #expect(Exposition([0xff, 0xfe, 0x0a]).troubles.map(\.why) == ["no text"])
        let wrong = read(String(repeating: "?\n", count: 1000))
        #expect(wrong.troubles.count == Exposition.troubleLimit)
    }

    @Test("no bytes crash it", arguments: [7, 8] as [UInt64])
    func anything(seed: UInt64) {
        var random = SplitMix(seed)
        let pieces = ["a", "{", "}", "\"", "\\", "=", ",", " ", "1", "# TYPE ", "gauge", "\n", "_bucket", "é", "\u{0}"]
        for _ in 0..<500 {
            let text = (0..<random.below(60)).map { _ in pieces[random.below(pieces.count)] }.joined()
            let read = read(text)
            #expect(MetricComparison(read, read).differences.isEmpty)
        }
    }

    @Test("as facets: what is offered, and every path is in the catalogue")
    func facets() {
        let facets = read(Self.go).facets(below: FacetPath("host", "metrics"), .go)
        let states = Dictionary(facets.map { ($0.path.description, $0.state) }) { first, _ in first }
        #expect(states.count == facets.count)
        #expect(states["host/metrics/kata_shim_io_stat/type"] == .seen(.text("gauge")))
        #expect(states["host/metrics/kata_shim_proc_status/unit/vmpeak"] == .seen(.text("bytes")))
        for facet in facets { #expect(Catalogue.shim.entry(for: facet.path)?.component == "metrics", "\(facet.path)") }
    }
}
