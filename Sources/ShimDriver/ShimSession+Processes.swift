import Drivers
import FoundationEssentials
import Linux
import OCI
import Recordings
import Scenarios
import ShimAPI
import SwiftProtobuf

// The verbs that make, start, await and remove processes: those with streams around their calls.
extension ShimSession {
    func create(_ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let container = subject.container,
            let spec = setting.scenario.containers.first(where: { $0.name == container })
        else { return StepResult(.unsupported("create needs a declared container"), succeeded: false) }
        guard let shim = await shimToCreate(container, context) else { return unreachable(context) }
        guard let io = makeStreams(of: subject, spec.process, context) else {
            return StepResult(.done, succeeded: false)
        }
        let options = setting.family.options(for: contender, folder: setting.sockets)
        let message = CreateTaskRequest.with {
            $0.id = setting.identifier(of: container)
            $0.bundle = setting.bundle(of: container)
            $0.rootfs = bundles[container]?.root.mounts ?? []
            $0.terminal = spec.process.terminal
            $0.stdin = io.stdin
            $0.stdout = io.stdout
            $0.stderr = io.stderr
            if let options {
                $0.options = Google_Protobuf_Any.with {
                    $0.typeURL = options.typeURL
                    $0.value = .init(options.value)
                }
            }
        }
        phase(setting.isSandbox(container) ? "create-sandbox" : "create-container")
        let record = await call("Create", message, on: shim, context)
        // Without an answer it may be there all the same.
        if case .refused = record.outcome {
        } else if !existing.contains(container) {
            existing.append(container)
        }
        if case .timedOut = record.outcome { unanswered.insert(container) } else { unanswered.remove(container) }
        if case .answered(let answer) = record.outcome {
            let pid = (try? CreateTaskResponse(serializedBytes: answer.bytes))?.pid
            inits[container] = pid
            await bind(pid, to: container, of: shim)
            if launched.contains(container) { checkConfiguration(of: container, context) }
        }
        return result(of: record, context)
    }

    func addExec(_ subject: Subject, _ process: ProcessSpec, _ context: StepContext) async -> StepResult {
        guard let container = subject.container, let shim = await shim(for: container, context) else {
            return unreachable(context)
        }
        guard let io = makeStreams(of: subject, process, context) else { return StepResult(.done, succeeded: false) }
        // An exec on a container without a bundle of ours is asked for with a plain process: the shim must refuse it.
        let base = bundles[container]?.spec.process ?? Spec.Process(args: process.programArguments)
        let message = ExecProcessRequest.with {
            $0.id = setting.identifier(of: container)
            $0.execID = setting.execIdentifier(of: subject)
            $0.terminal = process.terminal
            $0.stdin = io.stdin
            $0.stdout = io.stdout
            $0.stderr = io.stderr
            $0.spec = specification("Process", base.asked(process))
        }
        phase("exec-create")
        return result(of: await call("Exec", message, on: shim, context), context)
    }

    func start(_ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let container = subject.container, let shim = await shim(for: container, context) else {
            return unreachable(context)
        }
        let message = StartRequest.with {
            $0.id = setting.identifier(of: container)
            $0.execID = setting.execIdentifier(of: subject)
        }
        phase(subject.exec == nil ? "start" : "exec-start")
        let record = await call("Start", message, on: shim, context)
        if case .answered(let answer) = record.outcome, subject.exec != nil {
            await bind((try? StartResponse(serializedBytes: answer.bytes))?.pid, to: subject.name, of: shim)
        }
        return result(of: record, context)
    }

    /// Waits for the process, then for the end of its output: what a caller has when it knows that a process is over.
    func wait(_ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let container = subject.container, let shim = await shim(for: container, context) else {
            return unreachable(context)
        }
        let message = WaitRequest.with {
            $0.id = setting.identifier(of: container)
            $0.execID = setting.execIdentifier(of: subject)
        }
        let record = await call("Wait", message, on: shim, context)
        if case .answered = record.outcome {
            phase("exit-seen")
            await recordEnds(of: subject.name, step: context.reference)
        }
        for source in streams[subject.name]?.outputs ?? [] { source.begin() }
        return result(of: record, context)
    }

    func delete(_ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let container = subject.container, let shim = await shim(for: container, context) else {
            return unreachable(context)
        }
        let message = DeleteRequest.with {
            $0.id = setting.identifier(of: container)
            $0.execID = setting.execIdentifier(of: subject)
        }
        phase("delete")
        let record = await call("Delete", message, on: shim, context)
        if case .answered = record.outcome {
            if subject.exec == nil {
                existing.removeAll { $0 == container }
                deletedTasks += 1
            }
            // Who bears the name next is another process, with streams of its own.
            await closeStreams(of: subject.name)
        }
        return result(of: record, context)
    }

    /// Waits for the first line of output, or the one that the process says it with: the workload has begun its work.
    func ready(_ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let stdout = streams[subject.name]?.stdout else {
            return StepResult(.unsupported("\(subject.name) has no stdout to be read"), succeeded: false)
        }
        if let reader = stdout as? OutputReader, reader.manner == .stalled {
            return StepResult(.unsupported("the stdout of \(subject.name) is not read"), succeeded: false)
        }
        guard let line = await stdout.line(until: context.deadline) else { return context.hung }
        if line { recorder.record(.mark("ready"), at: Stamp.now.nanoseconds, step: context.reference) }
        return StepResult(.done, succeeded: line)
    }

    func write(_ bytes: [UInt8], to subject: Subject, _ context: StepContext) async -> StepResult {
        guard let stdin = streams[subject.name]?.stdin else {
            return StepResult(.unsupported("\(subject.name) has no stdin to write to"), succeeded: false)
        }
        do {
            let written = try await poller.writeAll(stdin, bytes, until: context.deadline)
            return written ? StepResult(.done, succeeded: true) : context.hung
        } catch {
            recordFailure("writing to the stdin of", subject.name, "\(error)", context)
            return StepResult(.done, succeeded: false)
        }
    }

    /// How long a shim may take to open its end of a stdin after it has answered: it does so on a thread of its own, and had not
    /// after 2 ms in 1 of 300 trials on a busy host.
    private static var openingPatience: Duration { .milliseconds(500) }

    /// Closes our end of stdin, then tells the shim: only both together reach the process as an end (facts on stdio).
    func close(_ subject: Subject, _ context: StepContext) async -> StepResult {
        guard let container = subject.container, let shim = await shim(for: container, context) else {
            return unreachable(context)
        }
        if let all = streams[subject.name], let stdin = all.stdin, !stdin.isClosed {
            await Fifo.close(stdin, at: all.stdinPath, readBy: .after(Self.openingPatience), poller)
        }
        let message = CloseIORequest.with {
            $0.id = setting.identifier(of: container)
            $0.execID = setting.execIdentifier(of: subject)
            $0.stdin = true
        }
        return result(of: await call("CloseIO", message, on: shim, context), context)
    }

    /// Gives the pid of a container or an exec its name: where they live in a virtual machine, what it stands for.
    private func bind(_ pid: UInt32?, to name: String, of shim: ShimConnection) async {
        guard let pid, pid > 0, pid <= UInt32(Int32.max) else { return }
        var bound = "pid:\(name)"
        if let machine = setting.family.abilities.virtualMachine,
            let role = await role(of: Int32(pid), behind: machine.monitor, shim)
        {
            // One machine has many containers; its name is given once.
            guard recorder.pidNames[Int32(pid)] != role else { return }
            bound = role
        }
        recorder.record(.bound(Binding(kind: .pid, value: "\(pid)", name: bound)), at: Stamp.now.nanoseconds)
    }
}
