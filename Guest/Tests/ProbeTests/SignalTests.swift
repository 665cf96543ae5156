import Glibc
import Testing

/// Makes the program the first process of a pid namespace of its own.
private let asFirst = ["unshare", "--pid", "--fork", "--kill-child"]

@Suite("Signals, for an ordinary process and for PID 1", .timeLimit(.minutes(1)))
struct SignalTests {
    @Test("it dies by the signal itself", arguments: [SIGTERM, SIGKILL, SIGSEGV, SIGABRT, SIGUSR2, 34])
    func dies(_ number: Int32) throws {
        #expect(try run(["signal", "\(number)"]).signal == number)
    }

    @Test(
        "a signal that ends nobody becomes 128 + its number", arguments: [("CHLD", 145), ("WINCH", 156), ("URG", 151)])
    func harmless(name: String, code: Int32) throws {
        #expect(try run(["signal", name]).code == code)
    }

    @Test("a sleeper ends with 128 + the number", arguments: [SIGTERM, SIGINT, SIGHUP, SIGUSR1, SIGQUIT, SIGALRM, 36])
    func ends(_ number: Int32) throws {
        let program = try Program(["sleep"])
        #expect(program.line() == "ready")
        program.signal(number)
        #expect(program.finish().code == 128 + number)
    }

    @Test("what it was told to ignore does not end it")
    func ignores() throws {
        let program = try Program(["ignore", "TERM", "SIGINT", "10"])
        #expect(program.line() == "ready")
        for number in [SIGTERM, SIGINT, SIGUSR1] { program.signal(number) }
        program.signal(SIGHUP)
        #expect(program.finish().code == 129)
    }

    @Test("a trap names every signal, and TERM ends it")
    func traps() throws {
        let program = try Program(["trap", "USR1", "WINCH", "RTMIN+3"])
        #expect(program.line() == "ready")
        for (number, name) in [(SIGUSR1, "USR1"), (SIGWINCH, "WINCH"), (37, "RTMIN+3"), (SIGUSR1, "USR1")] {
            program.signal(number)
            #expect(program.line() == "signal \(name)")
        }
        program.signal(SIGTERM)
        #expect(program.finish().code == 0)
    }

    @Test("a trapped TERM does not end it")
    func trapsTerm() throws {
        let program = try Program(["trap", "TERM"])
        #expect(program.line() == "ready")
        program.signal(SIGTERM)
        #expect(program.line() == "signal TERM")
        program.signal(SIGKILL)
        #expect(program.finish().signal == SIGKILL)
    }

    // unshare dies by the signal that its child died of, and says 128 + N for a code.
    @Test(
        "as PID 1 it dies by a fault", .enabled(if: getuid() == 0),
        arguments: [
            ("SEGV", SIGSEGV), ("ILL", SIGILL), ("TRAP", SIGTRAP), ("FPE", SIGFPE), ("BUS", SIGBUS), ("SYS", SIGSYS),
        ])
    func firstDiesByFault(name: String, number: Int32) throws {
        #expect(try run(["signal", name], through: asFirst).signal == number)
    }

    @Test(
        "as PID 1 a signal that is no fault becomes a code", .enabled(if: getuid() == 0),
        arguments: [("TERM", 143), ("INT", 130), ("USR1", 138)])
    func firstCannotDie(name: String, code: Int32) throws {
        #expect(try run(["signal", name], through: asFirst).code == code)
    }

    @Test("as PID 1 a sleeper obeys TERM from outside", .enabled(if: getuid() == 0))
    func firstObeys() throws {
        let program = try Program(["sleep"], through: asFirst)
        #expect(program.line() == "ready")
        let child = try #require(readText("/proc/\(program.pid)/task/\(program.pid)/children"))
        kill(try #require(pid_t(child.split(separator: " ").first ?? "")), SIGTERM)
        #expect(program.finish().code == 143)
    }
}
