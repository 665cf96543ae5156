import Glibc
import Linux

/// A guest without a VM: the remote hypervisor that a Kata shim asks, and behind it, for each VM, an agent that carries
/// the shim's calls out with the host's OCI runtime, and records every one.
@main
struct Standin {
    static func main() {
        MainThread.live { await live() }
    }

    private static func live() async -> Never {
        let arguments = Array(CommandLine.arguments.dropFirst())
        if arguments.first == GuestNamespaces.word, arguments.count == 2 {
            GuestNamespaces.hold(hostname: arguments[1])
        }
        do {
            switch try Order(arguments) {
            case .serve(let options): try await Serving(options).run()
            case .clean(let options): try await Cleaning(options).run()
            case .faults: say(String(decoding: try Fault.described.sortedBytes, as: UTF8.self))
            }
        } catch let error as Misuse {
            complain("standin: \(error)\n\(Order.usage)")
            exit(64)
        } catch {
            complain("standin: \(error)")
            exit(1)
        }
        exit(0)
    }

    /// Writes a line to standard output.
    static func say(_ text: String) { put("\(text)\n", to: 1) }

    /// Writes a line to standard error.
    static func complain(_ text: String) { put("\(text)\n", to: 2) }

    private static func put(_ text: String, to number: Int32) {
        let copy = Descriptor(owning: dup(number))
        _ = try? copy.writeAll(Array(text.utf8))
    }
}
