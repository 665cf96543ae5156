import Foundation
import Linux

/// Where the conductor's words go: results to standard output, everything else to standard error.
enum Output {
    private static let standard = Descriptor(owning: 1)
    static let errors = Descriptor(owning: 2)

    /// Prints a result, with a line's end if it has none.
    static func text(_ text: String) {
        write(text, to: standard)
    }

    /// Prints part of a result, as it is.
    static func piece(_ text: String) {
        try? standard.writeAll(Array(text.utf8))
    }

    /// Prints something that is not a result.
    static func error(_ text: String) {
        write(text, to: errors)
    }

    /// Prints one value as JSON: sorted keys, nothing else on standard output.
    static func json(_ value: some Encodable) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { return }
        write(String(decoding: data, as: UTF8.self), to: standard)
    }

    /// Whether standard error is a terminal.
    static var errorsAreSeen: Bool { isatty(2) == 1 }
    /// Whether standard output is a terminal.
    static var isSeen: Bool { isatty(1) == 1 }

    private static func write(_ text: String, to descriptor: Descriptor) {
        // A reader that has gone (`kumite run | head`) is no reason to fail.
        try? descriptor.writeAll(Array((text.hasSuffix("\n") ? text : text + "\n").utf8))
    }
}
