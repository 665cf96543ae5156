import Glibc
import Linux

/// A shim v2 program that starts the real shim behind it, relays everything, and commits one named misbehaviour.
///
/// What it does is in a file beside it, found by its own path: never by its arguments or its environment, which are the
/// real shim's.
@main
struct Understudy {
    static func main() {
        MainThread.live { await live() }
    }

    private static func live() async -> Never {
        var used = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used)
        let began = Stamp.now
        let arguments = Array(CommandLine.arguments.dropFirst())
        guard let program = try? ThisProcess.program else { fail("it can't tell where it lies: is /proc mounted?") }
        guard Staging.isStaged(program) else { own(arguments) }
        do {
            let staging = try Staging.read(besideProgram: program)
            let invocation = Invocation(arguments)
            switch invocation.verb {
            case _ where arguments == [Daemon.word]: try await Daemon(staging).run()
            case "start":
                try await Starting(
                    invocation, staging, program: program, began: began, loadNanoseconds: UInt64(used.tv_nsec)
                ).run()
            case "delete": try await Deleting(invocation, staging, began: began).run()
            case "publish": try await Publishing(arguments: arguments, environment: RealProgram.environment).run()
            default: try Question(invocation, staging).run()
            }
        } catch {
            fail("\(error)")
        }
        exit(0)
    }

    /// What it does under its own name: it is no shim then.
    private static func own(_ arguments: [String]) -> Never {
        guard arguments == ["faults"] else {
            complain(
                """
                usage: understudy faults    prints every fault that it can commit, as JSON
                As a shim it runs under the name \(Staging.name), with its orders in \(Staging.name).json beside it.
                """)
            exit(64)
        }
        say(Fault.described())
        exit(0)
    }

    /// Becomes another program, with everything that this one was given.
    static func replace(by path: String, _ arguments: [String]) -> Never {
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) }
        words.append(nil)
        execve(path, &words, environ)
        fail("start \(path): \(String(cString: strerror(errno)))")
    }

    /// Writes to standard output.
    static func say(_ bytes: [UInt8]) { put(bytes, to: 1) }

    /// Writes a line to standard error.
    static func complain(_ text: String) { put(Array("\(text)\n".utf8), to: 2) }

    /// Ends as a program that was set up wrongly.
    static func fail(_ why: String) -> Never {
        complain("understudy: \(why)")
        exit(64)
    }

    private static func put(_ bytes: [UInt8], to number: Int32) {
        let copy = Descriptor(owning: dup(number))
        _ = try? copy.writeAll(bytes)
    }
}
