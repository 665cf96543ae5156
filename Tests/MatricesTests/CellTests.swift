import Documents
import Foundation
import Matrices
import Testing

@Suite("Cells")
struct CellTests {
    private let a = Contender(name: "a", family: "runc", shim: "/a")
    private let b = Contender(name: "b", family: "runc", shim: "/b")
    private let c = Contender(name: "c", family: "runc", shim: "/c")

    private func matrix(_ pairs: [Pair], _ axes: Axes = Axes()) -> Matrix {
        Matrix(name: "m", contenders: [a, b, c], pairs: pairs, axes: axes)
    }

    @Test("an axis that is left out has the host's value")
    func defaults() {
        let cells = matrix([Pair(baseline: "a", candidate: "b")]).cells(view: .legacy, speaks: "1.6")
        #expect(cells.map(\.name) == ["a~b/shim/legacy/1.6"])
        #expect(cells.map(\.baseline) == [a])
        #expect(cells.map(\.candidate) == [b])
        #expect(cells.map(\.view) == [.legacy])
        #expect(cells.map(\.speaks) == ["1.6"])
    }

    @Test("agent-log changes those whose guest has an agent, also one from the command line, and nothing else")
    func agentLog() throws {
        let kata = Contender(name: "k", family: "kata", shim: "/k")
        var matrix = Matrix(
            name: "m", contenders: [kata, a], pairs: [Pair(baseline: "k", candidate: "k", reference: "a")],
            agentLog: true)
        let other = Contender(name: "o", family: "kata", shim: "/o")
        let cell = try #require(matrix.cells(RoleChoices(candidate: other), view: .host, speaks: "1.7").first)
        #expect(cell.baseline.agentLog == true && cell.candidate.agentLog == true && cell.reference == a)
        #expect(cell.baseline.changes.count == 1 && a.changes.isEmpty && kata.changes.isEmpty)
        matrix.agentLog = nil
        #expect(matrix.cells(view: .host, speaks: "1.7").first?.baseline == kata)
        // Archives from before have no such key.
        let old = try JSONEncoder().encode(a)
        #expect(try JSONDecoder().decode(Contender.self, from: old) == a)
        #expect(!String(decoding: old, as: UTF8.self).contains("agentLog"))
    }

    @Test("a stand-in guest is a hypervisor of every Kata shim, with a configuration or without, and of no other")
    func standin() throws {
        let both = Contender(
            name: "k", family: "kata", shim: "/k", configs: ["qemu": "/q", Contender.standin: "/s"])
        let plain = Contender(name: "p", family: "kata", shim: "/p", config: "/for-a-vm")
        let matrix = Matrix(
            name: "m", contenders: [both, plain, a],
            pairs: [Pair(baseline: "k", candidate: "p", reference: "a"), Pair(baseline: "a", candidate: "a")],
            axes: Axes(hypervisors: [Contender.standin]))
        let cells = matrix.cells(view: .host, speaks: "1.7")
        #expect(cells.map(\.name) == ["k-standin~p-standin~a/shim/host/1.7/standin", "a~a/shim/host/1.7"])
        #expect(cells.map(\.hasStandin) == [true, false])
        #expect(cells[0].baseline.config == "/s" && cells[0].candidate.config == nil && cells[0].reference == a)
        #expect(cells[0].contenders.map(\.contender.hasStandin) == [true, true, false])
        // Named by the contender itself, the cell says so too.
        var own = plain
        own.hypervisor = Contender.standin
        let choices = RoleChoices(baseline: own, candidate: own)
        let named = Matrix(name: "m", contenders: [], pairs: []).cells(choices, view: .host, speaks: "1.7")
        #expect(named.map(\.name) == ["p~p/shim/host/1.7/standin"])
        #expect(named.first?.baseline.config == "/for-a-vm")
        // Beside a VM on the same axis, each has its own cell.
        let two = Matrix(
            name: "m", contenders: [both], pairs: [Pair(baseline: "k", candidate: "k")],
            axes: Axes(hypervisors: ["qemu", Contender.standin]))
        #expect(
            two.cells(view: .host, speaks: "1.7").map(\.name)
                == ["k-qemu~k-qemu/shim/host/1.7/qemu", "k-standin~k-standin/shim/host/1.7/standin"])
    }

    @Test("cells are every combination, in the order of the file, each with a name of its own")
    func combinations() {
        let pairs = [Pair(baseline: "a", candidate: "b"), Pair(baseline: "a", candidate: "c", reference: "b")]
        let cells = matrix(pairs, Axes(cgroups: [.host, .unified], containerd: ["1.6", "2.1"]))
            .cells(view: .legacy, speaks: "1.7")
        #expect(
            cells.map(\.name) == [
                "a~b/shim/host/1.6", "a~b/shim/host/2.1", "a~b/shim/unified/1.6", "a~b/shim/unified/2.1",
                "a~c~b/shim/host/1.6", "a~c~b/shim/host/2.1", "a~c~b/shim/unified/1.6", "a~c~b/shim/unified/2.1",
            ])
        #expect(Set(cells).count == 8)
    }

    @Test("a choice replaces what is named of its role and keeps the rest; equal pairs become one")
    func choices() {
        let x = Contender(name: "x", family: "runc", shim: "/x")
        let pairs = [Pair(baseline: "a", candidate: "b"), Pair(baseline: "a", candidate: "c")]
        let one = matrix(pairs).cells(RoleChoices(candidate: x), view: .host, speaks: "1.6")
        #expect(one.map(\.name) == ["a~x/shim/host/1.6"])
        let two = matrix(pairs).cells(RoleChoices(baseline: x), view: .host, speaks: "1.6")
        #expect(two.map(\.name) == ["x~b/shim/host/1.6", "x~c/shim/host/1.6"])
        let three = matrix(pairs).cells(RoleChoices(reference: x), view: .host, speaks: "1.6")
        #expect(three.map(\.name) == ["a~b~x/shim/host/1.6", "a~c~x/shim/host/1.6"])
    }

    @Test("two choices need no pair, one does")
    func withoutPairs() {
        #expect(matrix([]).cells(RoleChoices(baseline: a, candidate: b), view: .host, speaks: "1.6").count == 1)
        #expect(matrix([]).cells(RoleChoices(baseline: a), view: .host, speaks: "1.6").isEmpty)
    }

    @Test("two contenders of one name are told apart; one against itself is not")
    func sameName() {
        let other = Contender(name: "a", family: "runc", shim: "/elsewhere/a")
        let cells = matrix([]).cells(RoleChoices(baseline: a, candidate: other), view: .host, speaks: "1.6")
        #expect(cells.map(\.name) == ["a~a-candidate/shim/host/1.6"])
        #expect(cells.first?.candidate.shim == "/elsewhere/a")
        let itself = matrix([]).cells(RoleChoices(baseline: a, candidate: a), view: .host, speaks: "1.6")
        #expect(itself.map(\.name) == ["a~a/shim/host/1.6"])
    }
}

@Suite("Contenders on the command line")
struct ContenderArgumentTests {
    private let matrix = Matrix(
        name: "m", contenders: [Contender(name: "runc", family: "runc", shim: "/runc")], pairs: [])

    @Test("every key is read, and what is left out is found")
    func reads() throws {
        let text =
            "shim=bin/containerd-shim-kata-v2,runtime=/r,name=go,family=kata,release=go@4,config=c.toml,hypervisor=clh"
        #expect(
            try ContenderArgument.contender(text, for: .baseline, in: nil, folder: "/home")
                == Contender(
                    name: "go", family: "kata", release: "go@4", shim: "/home/bin/containerd-shim-kata-v2",
                    runtime: "/r", config: "/home/c.toml", hypervisor: "clh"))
        let plain = try ContenderArgument.contender(
            "shim=/usr/bin/containerd-shim-kata-v2", for: .baseline, in: nil, folder: "/")
        #expect(plain == Contender(name: "kata-v2", family: "kata", shim: "/usr/bin/containerd-shim-kata-v2"))
        let garbage = try ContenderArgument.contender("shim=/tmp/my shim", for: .candidate, in: nil, folder: "/")
        #expect(garbage == Contender(name: "my_shim", family: "runc", shim: "/tmp/my shim"))
    }

    @Test("a contender can count what it runs, in a matrix and on the command line")
    func coverage() throws {
        let counting = try ContenderArgument.contender("shim=/x,coverage=llvm", for: .baseline, in: nil, folder: "/")
        #expect(counting.coverage == .llvm)
        let file = MatrixFile.load(
            Array(
                "contenders: { a: { shim: /x, coverage: go }, b: { shim: /x } }\npairs: [{ baseline: a, candidate: b }]"
                    .utf8),
            file: "m", folder: "/")
        #expect(file.diagnostics.map(\.description) == [])
        #expect(file.matrix?.contenders.map(\.coverage) == [.go, nil])
        let cells = try #require(file.matrix).cells(RoleChoices(), view: .host, speaks: "1.6")
        #expect(cells.map(\.isInstrumented) == [true])
        let bad = MatrixFile.load(Array("contenders: { a: { shim: /x, coverage: gcov } }".utf8), file: "m", folder: "/")
        #expect(bad.diagnostics.first?.message.contains("gcov") == true)
    }

    @Test("next is a contender of the matrix, or a shim by its path")
    func next() throws {
        let named = try ContenderArgument.contender("shim=/x,next=runc", for: .candidate, in: matrix, folder: "/")
        #expect(named.next == Successor(name: "runc", shim: "/runc"))
        let path = try ContenderArgument.contender(
            "shim=/x,next=bin/containerd-shim-runc-v2", for: .candidate, in: matrix, folder: "/h")
        #expect(path.next == Successor(name: "runc-v2", shim: "/h/bin/containerd-shim-runc-v2"))
    }

    @Test("a bare word is a contender of the matrix")
    func bare() throws {
        #expect(try ContenderArgument.contender("runc", for: .baseline, in: matrix, folder: "/").shim == "/runc")
    }

    @Test(
        "a mistake says what to do now",
        arguments: [
            ("rnuc", "reading the candidate 'rnuc'", "did you mean 'runc'?"),
            ("x", "no contender of that name is in the matrix", "known here: runc"),
            ("shm=/x", "there is no key 'shm'", "did you mean 'shim'?"),
            ("next=rnuc,shim=/x", "'next=rnuc' names no contender of the matrix", "did you mean 'runc'?"),
            ("next=other,shim=/x", "'next=other' names no contender", "name one of the matrix, or give its path"),
            ("counters=/x,shim=/x", "there is no key 'counters'", "known: shim, family"),
            ("coverage=gcov,shim=/x", "there are no counters 'gcov'", "known: go, llvm"),
            ("name=x", "it has no 'shim'", "add shim="),
            ("shim=", "'shim=' is no KEY=VALUE", "write it as"),
            ("shim=/x,", "'' is no KEY=VALUE", "write it as"),
            ("shim=/x,shim=/y", "'shim' stands there twice", "give it once"),
            ("shim=/x,family=kat", "there is no family 'kat'", "did you mean 'kata'?"),
            ("shim=/x,name=a/b", "'a/b' cannot name a contender", "use letters"),
        ])
    func refuses(text: String, why: String, now: String) {
        let error = #expect(throws: MatrixError.self) {
            try ContenderArgument.contender(text, for: .candidate, in: matrix, folder: "/")
        }
        #expect(error?.description.contains(why) == true, "\(String(describing: error))")
        #expect(error?.now.hasPrefix(now) == true, "\(String(describing: error))")
    }
}
