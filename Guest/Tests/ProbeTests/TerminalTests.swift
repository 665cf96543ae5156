import Foundation
import Glibc
import Testing

/// Both ends of a pseudo-terminal.
private struct Terminal: ~Copyable {
    let controller: Int32
    let user: Int32

    init() throws {
        controller = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        // TIOCSPTLCK and TIOCGPTN, which Swift can't import: the numbers are those of x86 and Arm.
        var isLocked: Int32 = 0
        var number: Int32 = 0
        let isReady = ioctl(controller, 0x4004_5431, &isLocked) == 0 && ioctl(controller, 0x8004_5430, &number) == 0
        user = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY | O_CLOEXEC)
        try #require(isReady && user >= 0)
    }

    func resize(rows: UInt16, columns: UInt16) {
        var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
        #expect(ioctl(controller, UInt(TIOCSWINSZ), &size) == 0)
    }

    deinit {
        close(controller)
        close(user)
    }
}

@Suite("Terminals", .timeLimit(.minutes(1)))
struct TerminalTests {
    @Test("it knows the size")
    func size() throws {
        let terminal = try Terminal()
        terminal.resize(rows: 33, columns: 77)
        let program = try Program(["tty"], terminal: terminal.user)
        #expect(program.line() == "33 77")
        #expect(program.finish().code == 0)
    }

    @Test("it follows changes")
    func follows() throws {
        let terminal = try Terminal()
        terminal.resize(rows: 1, columns: 2)
        let program = try Program(
            ["tty", "--follow"], through: ["setsid", "--ctty", "--wait"], terminal: terminal.user)
        #expect(program.line() == "ready")
        #expect(program.line() == "1 2")
        for size in [(24, 80), (50, 132)] as [(UInt16, UInt16)] {
            terminal.resize(rows: size.0, columns: size.1)
            #expect(program.line() == "\(size.0) \(size.1)")
        }
        let child = readText("/proc/\(program.pid)/task/\(program.pid)/children")?.split(separator: " ").first
        kill(try #require(child.flatMap { pid_t($0) }), SIGTERM)
        #expect(program.finish().code == 143)
    }

    @Test("the report shows it")
    func report() throws {
        let terminal = try Terminal()
        terminal.resize(rows: 33, columns: 77)
        let program = try Program(["report", "tty,descriptors"], terminal: terminal.user)
        let ending = program.finish()
        let it = try #require(try JSONSerialization.jsonObject(with: Data(ending.output)) as? [String: Any])
        let tty = try #require(it["tty"] as? [String: Any])
        #expect(tty["stdin"] as? Bool == true)
        #expect(tty["stdout"] as? Bool == false)
        #expect(tty["rows"] as? Int == 33)
        #expect(tty["columns"] as? Int == 77)
        var modes = termios()
        tcgetattr(terminal.user, &modes)
        #expect(tty["local"] as? String == String(format: "%08x", modes.c_lflag))
        #expect((it["descriptors"] as? [[String: Any]])?.first?["access"] as? String == "both")
    }
}
