import Archives
import Foundation
import Linux
import Runs
import Synchronization

/// Shows on standard error how a run goes on: a bar on a terminal, plain lines elsewhere.
final class ProgressBar: RunProgress {
    /// How often a plain line is printed at most: a log of a CI job need not have one a trial.
    private static let lineInterval = Duration.seconds(5)

    private struct State {
        var began = Stamp.now
        var lastLine: Stamp?
        var total = 0
    }

    private let isTerminal: Bool
    private let state = Mutex(State())

    init(isTerminal: Bool = Output.errorsAreSeen) {
        self.isTerminal = isTerminal
    }

    func began(_ trial: PlannedTrial, done: Int, total: Int) {
        show(trial, done: done, total: total, always: false)
    }

    func ended(_ trial: PlannedTrial, done: Int, total: Int) {
        show(trial, done: done, total: total, always: done == total)
        if isTerminal, done == total { write("\r\u{1b}[K") }
    }

    func note(_ text: String) {
        write((isTerminal ? "\r\u{1b}[K" : "") + Printable.line(text) + "\n")
    }

    private func show(_ trial: PlannedTrial, done: Int, total: Int, always: Bool) {
        let now = Stamp.now
        let elapsed = state.withLock { state -> UInt64? in
            if state.total != total {
                state.total = total
                state.began = now
            }
            if !isTerminal, !always, let last = state.lastLine, now < last.advanced(by: Self.lineInterval) {
                return nil
            }
            state.lastLine = now
            return now.nanoseconds(since: state.began)
        }
        guard let elapsed else { return }
        let left = done > 0 ? elapsed / UInt64(done) * UInt64(total - done) : nil
        let times = "\(Self.clock(elapsed)) elapsed, \(left.map(Self.clock) ?? "?") left"
        let what = "\(done)/\(total)  trial \(trial.number)  \(trial.scenario)  \(trial.role)"
        if isTerminal {
            let width = Self.width
            let filled = total > 0 ? 20 * done / total : 0
            let bar = "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: 20 - filled) + "]"
            write("\r\u{1b}[K" + String("\(bar) \(what)  \(times)".prefix(max(20, width - 1))))
        } else {
            write("\(what)  \(times)\n")
        }
    }

    private func write(_ text: String) {
        try? Output.errors.writeAll(Array(text.utf8))
    }

    /// Minutes and seconds.
    private static func clock(_ nanoseconds: UInt64) -> String {
        let seconds = nanoseconds / 1_000_000_000
        return "\(seconds / 60):\(seconds % 60 < 10 ? "0" : "")\(seconds % 60)"
    }

    /// The terminal's columns.
    static var width: Int {
        var size = winsize()
        guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 100 }
        return Int(size.ws_col)
    }
}

/// Text from outside, made safe for a terminal.
enum Printable {
    /// One line: control characters are spelled out.
    static func line(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            scalar.value < 0x20 || (0x7f..<0xa0).contains(scalar.value)
                ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }.joined()
    }
}
