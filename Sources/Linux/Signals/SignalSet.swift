import CLinux
import Glibc

/// A set of signals, by number.
package struct SignalSet: Hashable, Sendable, ExpressibleByArrayLiteral {
    /// Bit N-1 stands for signal N, as in /proc/PID/status.
    package let bits: UInt64

    package init(bits: UInt64) {
        self.bits = bits
    }

    package init(arrayLiteral signals: Int32...) {
        bits = signals.reduce(0) { (1...64).contains($1) ? $0 | 1 << UInt64($1 - 1) : $0 }
    }

    package func contains(_ signal: Int32) -> Bool {
        (1...64).contains(signal) && bits >> UInt64(signal - 1) & 1 == 1
    }
}
