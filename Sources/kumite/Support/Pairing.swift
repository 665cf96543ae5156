import Foundation
import Host
import Linux
import Matrices
import Recordings
import Runs

/// Who spars with whom, and why just they.
struct Pairing {
    /// What the user asked for; all of it may be left out.
    struct Wish {
        var matrix: String?
        var baseline: String?
        var candidate: String?
        var reference: String?
        var driver: String?
        var view: View?
    }

    let matrix: Matrix
    let choices: RoleChoices
    let wish: Wish
    /// The containerd that is imitated where neither matrix nor contender says.
    let speaks: String

    static func choose(_ wish: Wish, library: Library) async throws -> Pairing {
        let folder = FileManager.default.currentDirectoryPath
        var matrix: Matrix?
        if let path = wish.matrix {
            matrix = try library.matrix(path)
        } else if wish.baseline?.contains("=") != true || wish.candidate?.contains("=") != true
            || wish.reference?.contains("=") == false
        {
            matrix = try await defaultMatrix(library)
        }
        var choices = RoleChoices()
        do {
            choices.baseline = try wish.baseline.map {
                try ContenderArgument.contender($0, for: .baseline, in: matrix, folder: folder)
            }
            choices.candidate = try wish.candidate.map {
                try ContenderArgument.contender($0, for: .candidate, in: matrix, folder: folder)
            }
            choices.reference = try wish.reference.map {
                try ContenderArgument.contender($0, for: .reference, in: matrix, folder: folder)
            }
        } catch let error as MatrixError {
            throw Failure(
                doing: error.doing, to: error.to, why: error.why, now: error.now, exit: Failure.usage)
        }
        var used = matrix ?? Matrix(name: "command-line", contenders: [], pairs: [])
        if let view = wish.view { used.axes.cgroups = [view] }
        if let driver = wish.driver { used.axes.drivers = [driver] }
        return Pairing(matrix: used, choices: choices, wish: wish, speaks: await installedDaemon())
    }

    /// The pair for this host: Kata's two shims where they can run, else the local one; says which and why.
    private static func defaultMatrix(_ library: Library) async throws -> Matrix {
        let kata = try library.matrix("\(library.folder)/Matrix/kata.yaml")
        let missing = kata.contenders.filter { $0.family == "kata" && !Files.exists($0.shim) }.map(\.shim)
        let why: String
        if !missing.isEmpty {
            why = "Kata's shims are not both installed (\(missing.joined(separator: ", ")) missing)"
        } else if case .runs = try await KVM.ask() {
            guard Registry.family("kata") == nil else { return kata }
            why = "this version of kumite can't drive Kata's shims yet"
        } else {
            why = "KVM can't run a guest here (`kumite doctor` says more)"
        }
        Output.error("pair: \(why); Matrix/local.yaml it is")
        return try library.matrix("\(library.folder)/Matrix/local.yaml")
    }

    /// The installed containerd, as far as it matters to a shim.
    private static func installedDaemon() async -> String {
        for path in ["/usr/bin/containerd", "/usr/local/bin/containerd"] where Files.exists(path) {
            let record = await Program(purpose: "version", arguments: [path, "--version"]).run(within: .seconds(10))
            // `containerd github.com/containerd/containerd 1.6.20~ds1 1.6.20~ds1-1+deb12u3`
            let words = record.stdout.oneLine.split(separator: " ")
            if let version = words.first(where: { $0.first?.isNumber == true || $0.hasPrefix("v") }) {
                return Daemon.nearest(to: String(version))
            }
        }
        return Daemon.fallback
    }

    /// The cells, in the view that is given or chosen by trying.
    ///
    /// - Parameter prepare: Gives a cell's contenders what they are run with.
    func cells(
        _ settings: Conductor.Settings, _ stop: StopSign, prepare: (Cell) throws -> Cell
    ) async throws -> [Cell] {
        let draft = try matrix.cells(choices, view: .host, speaks: speaks).map(prepare)
        guard !draft.isEmpty else {
            throw Failure(
                doing: "pairing", to: "contenders", why: "there is no pair",
                now: "give --baseline and --candidate, or a matrix with pairs", exit: Failure.usage)
        }
        guard matrix.axes.cgroups.isEmpty else { return draft }
        var contenders: [Contender] = []
        for contender in draft.flatMap({ $0.contenders.map(\.contender) }) where !contenders.contains(contender) {
            contenders.append(contender)
        }
        let choice = try await ViewChoice.make(
            for: contenders, of: Registry.families, driver: draft[0].driver, speaks: speaks, among: View.allCases,
            settings: settings, stop: stop)
        for answer in choice.answers {
            Output.error(
                Printable.line("view: \(answer.view.rawValue): " + (answer.refusal ?? "all contenders accept it")))
        }
        guard let view = choice.view else {
            throw Failure(
                doing: "choosing", to: "the cgroup layout that trials see",
                why: (choice.isBroken
                    ? "a contender can't even be started: "
                    : "no layout lets every contender run a plain life-cycle: ") + choice.refusals,
                now: "see whether each contender works alone, with it as baseline and candidate",
                exit: Failure.machine)
        }
        return try matrix.cells(choices, view: view, speaks: speaks).map(prepare)
    }
}
