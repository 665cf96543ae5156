import Foundation

/// Reads what `run-life-cycles` gathered and prints the tables of `Benchmarks/README.md`.
@main
enum Main {
    static func main() {
        let arguments = Array(CommandLine.arguments.dropFirst())
        do {
            switch arguments.first {
            case "table" where arguments.count == 2:
                let gathered = try Gathered(folder: arguments[1])
                print(AddedTable(gathered).text)
                print(RatesTable(gathered).text, terminator: "")
            case "gaps" where arguments.count > 1:
                print(GapsTable(try arguments.dropFirst().flatMap { try RunFiles.lifeCycles(of: $0) }).text)
            default:
                complain("usage: life-cycle-figures table FOLDER | gaps RUN...")
                exit(64)
            }
        } catch {
            complain("life-cycle-figures: \(error)")
            exit(1)
        }
    }

    private static func complain(_ text: String) {
        FileHandle.standardError.write(Data((text + "\n").utf8))
    }
}
