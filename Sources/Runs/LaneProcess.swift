package import Host
package import Linux
package import Matrices
package import Trials

/// A lane as the conductor sees it: a process to which orders go and from which lines come.
package final class LaneProcess: Sendable {
    /// What came of an order.
    package enum Answer: Sendable {
        case ended(TrialEnd)
        /// The lane died, or spoke no sense: its trial is lost.
        case died(why: String)
    }

    /// A piece of what a lane says of a trial.
    package enum Said: Sendable {
        case begun
        /// A line of an observation, with its end.
        case observation([UInt8])
        case over(Answer)
    }

    /// How long a lane may take to come up: measured 5 to 13 ms; a loaded host takes longer.
    private static let startDeadline = Duration.seconds(30)
    /// How long a lane may take to leave after its input has ended: the tear-down of a hung shim is the longest.
    private static let leaveDeadline = Duration.seconds(60)

    package let number: Int
    package let view: View
    private let own: HostView.Own
    /// The lane's folder for the conductor's own part, where the lane has a `/run` of its own: it keeps the host's folder
    /// of lanes from being removed while that is bound into the lane's.
    private let keep: LaneFolder?
    private let process: SpawnedProcess
    private let input: Descriptor
    private let lines: LineReader
    private let poller: Poller

    private init(
        number: Int, view: View, own: HostView.Own, process: SpawnedProcess, input: Descriptor, lines: LineReader,
        poller: Poller,
        keep: LaneFolder?
    ) {
        self.keep = keep
        self.number = number
        self.view = view
        self.own = own
        self.process = process
        self.input = input
        self.lines = lines
        self.poller = poller
    }

    /// Starts a lane in its view and waits until it is up.
    ///
    /// - Parameters:
    ///   - arguments: What follows the program's path on the command line.
    ///   - own: What of `/run` is to be the lane's own.
    ///   - run: The run's text.
    /// - Throws: A `RunError` when the view can't be given here or the lane does not come up.
    package static func start(
        number: Int, view: View, program: String, arguments: [String], errors: Descriptor,
        own: HostView.Own = .nothing, run: String
    ) async throws -> LaneProcess {
        let keep = own == .run ? try LaneFolder(lane: "\(run)-\(number)-run", run: run) : nil
        do {
            return try await start(number, HostView(view, own: own), view, program, arguments, errors, keep)
        } catch {
            keep?.remove()
            throw error
        }
    }

    private static func start(
        _ number: Int, _ seen: HostView, _ view: View, _ program: String, _ arguments: [String], _ errors: Descriptor,
        _ keep: LaneFolder?
    ) async throws -> LaneProcess {
        let (orders, answers) = (try Pipe(), try Pipe())
        var request = SpawnRequest(program, arguments, environment: Program.plainEnvironment, directory: "/")
        request.descriptors = [0: orders.reading, 1: answers.writing, 2: errors]
        request.group = .session
        request.mounts = try seen.mountOperations(on: .current())
        let process = try spawn(request)
        orders.reading.close()
        answers.writing.close()
        let poller = try Poller.shared
        try orders.writing.setNonBlocking()
        let lane = LaneProcess(
            number: number, view: view, own: seen.own, process: process, input: orders.writing,
            lines: LineReader(answers.reading, poller: poller), poller: poller, keep: keep)
        try await lane.awaitReady()
        return lane
    }

    /// Whether the trials of a cell see what this lane sees.
    ///
    /// - Parameter own: What of `/run` the cell's contenders need for themselves.
    package func serves(_ cell: Cell, _ own: HostView.Own) -> Bool { view == cell.view && self.own == own }

    private func awaitReady() async throws {
        let first = try await lines.next(until: .after(Self.startDeadline))
        guard let first, case .ready(let version, _)? = try LaneLine.word(in: first) else {
            let end = try await process.exit(within: .seconds(1))
            throw RunError.machine(
                "starting", "lane \(number)", end.map { "it ended with \($0.status)" } ?? "it did not come up",
                "see what it printed above; `kumite doctor` tells what this host lacks")
        }
        guard version == LaneOrder.version else {
            throw RunError.machine(
                "starting", "lane \(number)", "it speaks version \(version), not \(LaneOrder.version)",
                "install one version of kumite")
        }
    }

    /// Tells the lane of a trial, which it begins when it has ended those that it was told of before.
    ///
    /// A lane that is gone says so when it is asked for its answer.
    package func send(_ order: LaneOrder) async {
        guard let line = try? LaneLine.encode(order) else { return }
        _ = try? await poller.writeAll(input, line)
    }

    /// What the lane says next of a trial that it was told of.
    package func said(of trial: Int) async throws -> Said {
        do {
            while let line = try await lines.next() {
                switch try LaneLine.word(in: line) {
                case nil: return .observation(line + [10])
                case .begun(trial)?: return .begun
                case .ended(trial, let end)?: return .over(.ended(end))
                case .begun?, .ready?, .ended?: continue
                }
            }
        } catch let error as LinuxError {
            return .over(.died(why: "\(error)"))
        } catch let error as DecodingError {
            return .over(.died(why: "it wrote a line that is none: \(error)"))
        }
        let end = try await process.exit(within: .seconds(5))
        return .over(.died(why: end.map { "it ended with \($0.status)" } ?? "it closed its output"))
    }

    /// Waits until a trial that the lane was told of is over.
    package func answer(to trial: Int) async throws -> (answer: Answer, lines: [[UInt8]]) {
        var lines: [[UInt8]] = []
        while true {
            switch try await said(of: trial) {
            case .begun: continue
            case .observation(let line): lines.append(line)
            case .over(let answer): return (answer, lines)
            }
        }
    }

    /// Tells the lane that no more comes: what runs is torn down early.
    package func closeInput() {
        input.close()
    }

    /// Ends the lane: in good order, else by force.
    package func leave() async {
        input.close()
        // In the midst of a trial it still has much to say, which nobody reads any more.
        await lines.close()
        if (try? await process.exit(within: Self.leaveDeadline)) == nil { await kill() }
        keep?.remove()
    }

    package func kill() async {
        _ = try? process.send(9)
        _ = try? await process.exit(within: .seconds(5))
        keep?.remove()
    }
}

extension HostView {
    /// The view that a cell names.
    package init(_ view: View, own: Own = .nothing) {
        switch view {
        case .host: self.init(cgroups: .host, own: own)
        case .legacy: self.init(cgroups: .legacy, own: own)
        case .unified: self.init(cgroups: .unified, own: own)
        }
    }
}
