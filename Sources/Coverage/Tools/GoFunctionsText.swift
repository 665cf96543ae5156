/// Reads what `go tool covdata func` prints: `example.org/shim/service.go:10:  *service.Create  83.3%`, a total last.
package enum GoFunctionsText {
    /// Reads all of it; lines that are no function's are told as problems, never guessed at.
    package static func read(_ bytes: [UInt8]) -> ToolReading {
        var found: [MeasuredFunction] = []
        var problems: [String] = []
        var hasTotal = false
        var lines = ToolLines(bytes)
        while let line = lines.next() {
            if line.isEmpty { continue }
            if line.hasPrefix("total"), line.contains("(statements)") {
                hasTotal = true
                continue
            }
            guard found.count < ToolReading.functionLimit else {
                problems.append("it lists more than \(ToolReading.functionLimit) functions")
                break
            }
            if let function = function(in: line) {
                found.append(function)
            } else {
                problems.append("a line that is no function's: \"\(printable(line))\"")
            }
        }
        if lines.tooLong > 0 { problems.append("\(lines.tooLong) lines are too long to be a function's") }
        if !hasTotal { problems.append("it has no total at its end: it was cut off, or nothing was counted") }
        return ToolReading(found, problems: problems)
    }

    private static func function(in line: Substring) -> MeasuredFunction? {
        let columns = line.split { $0 == "\t" || $0 == " " }
        // A path may hold spaces; name and share don't.
        guard columns.count >= 3, let share = columns.last, share.hasSuffix("%"),
            let percent = Double(share.dropLast()),
            (0...100).contains(percent), let symbol = CodeSymbol(go: columns[columns.count - 2])
        else { return nil }
        let place = line[line.startIndex..<columns[columns.count - 2].startIndex].trimmingEnd()
        guard place.hasSuffix(":"), let colon = place.dropLast().lastIndex(of: ":"),
            let number = Int(place.dropLast()[place.index(after: colon)...]), number > 0
        else { return nil }
        let file = String(place[..<colon])
        guard !file.isEmpty else { return nil }
        // A function of one statement in a thousand that was run is reached, whatever is rounded to zero.
        return MeasuredFunction(
            file: file, line: number, symbol: symbol, isReached: percent > 0, permille: Int((percent * 10).rounded()))
    }
}

extension Substring {
    /// Without spaces and tabs at its end.
    fileprivate func trimmingEnd() -> Substring {
        var text = self
        while let last = text.last, last == " " || last == "\t" { text.removeLast() }
        return text
    }
}

/// What a message quotes of a tool's line.
func printable(_ line: Substring) -> String {
    String(
        String.UnicodeScalarView(line.unicodeScalars.prefix(80).map { $0.value < 0x20 || $0.value == 0x7f ? "?" : $0 }))
}
