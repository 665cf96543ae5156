import Glibc

/// One process of the round-trip benchmark; `Benchmarks/run-ttrpc` starts them all.
@main
struct Main {
    static func main() async throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch (arguments.first, arguments.dropFirst().map(\.self)) {
        case ("serve", let rest) where rest.count == 1:
            try await serve(at: rest[0])
        case ("measure", let rest) where rest.count == 3:
            try await measure(rest[0], warmUp: Int(rest[1]) ?? 0, count: Int(rest[2]) ?? 0)
        case ("table", let rest) where rest.count == 2:
            try table(ours: rest[0], go: rest[1])
        default:
            print("usage: ttrpc-round-trip serve SOCKET | measure SOCKET WARM-UP COUNT | table OURS GO")
            exit(64)
        }
    }
}
