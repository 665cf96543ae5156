/// Reads the lcov format, as `llvm-cov export -format=lcov` prints it: files, functions by mangled name, lines.
package struct LCOVText: Sendable, Hashable {
    /// One file's part: `SF:` to `end_of_record`.
    struct Section: Sendable, Hashable {
        var file: String
        /// In the order of the text.
        var functions: [Function] = []
        /// How often a function was entered, by mangled name.
        var entered: [String: UInt64] = [:]
        /// How often a line was run, by number; only lines with code.
        var lines: [Int: UInt64] = [:]
    }

    /// A function by its mangled name, and its first line.
    struct Function: Sendable, Hashable {
        var name: String
        var line: Int
    }

    private(set) var sections: [Section] = []
    private(set) var problems: [String] = []
    /// Every mangled name, sorted, each once: what a demangler is to be given, a line each.
    package var mangled: [String] { Set(sections.flatMap { $0.functions.map(\.name) }).sorted() }

    /// Reads all of it; unknown records are passed over, as the format demands.
    package init(_ bytes: [UInt8]) {
        var open: Section?
        var count = 0
        var lines = ToolLines(bytes)
        while let line = lines.next() {
            let (tag, value) = Self.record(line)
            switch tag {
            case "SF":
                if let open { cutOff(open) }
                open = Section(file: String(value))
            case "FN":
                // `FN:first,name`, since lcov 2 `FN:first,last,name`.
                let parts = value.split(separator: ",", maxSplits: 1)
                guard parts.count == 2, let first = Int(parts[0]), first >= 0, count < ToolReading.functionLimit else {
                    problems.append("a record that is no function's: \"\(printable(line))\"")
                    continue
                }
                var name = parts[1]
                if let comma = name.firstIndex(of: ","), Int(name[..<comma]) != nil {
                    name = name[name.index(after: comma)...]
                }
                count += 1
                open?.functions.append(Function(name: String(name), line: first))
            case "FNDA":
                let parts = value.split(separator: ",", maxSplits: 1)
                guard parts.count == 2, let times = UInt64(parts[0]) else {
                    problems.append("a record that is no count: \"\(printable(line))\"")
                    continue
                }
                let name = String(parts[1])
                let former = open?.entered[name] ?? 0
                open?.entered[name] = max(former, times)
            case "DA":
                let parts = value.split(separator: ",")
                guard parts.count >= 2, let number = Int(parts[0]), let times = UInt64(parts[1]) else {
                    problems.append("a record that is no line's: \"\(printable(line))\"")
                    continue
                }
                let former = open?.lines[number] ?? 0
                open?.lines[number] = max(former, times)
            case "end_of_record":
                if let whole = open { sections.append(whole) }
                open = nil
            default: continue
            }
        }
        if let open { cutOff(open) }
        if lines.tooLong > 0 { problems.append("\(lines.tooLong) lines are too long to be a record") }
    }

    private mutating func cutOff(_ section: Section) {
        problems.append("it is cut off within the file \"\(printable(section.file[...]))\"")
    }

    private static func record(_ line: Substring) -> (Substring, Substring) {
        guard let colon = line.firstIndex(of: ":") else { return (line, "") }
        return (line[..<colon], line[line.index(after: colon)...])
    }
}

extension LCOVText {
    /// The functions of Rust in it.
    ///
    /// - Parameter names: What a demangler printed for each of `mangled`, in that order; of a wrong number nothing is read.
    package func functions(named names: [String]) -> ToolReading {
        let mangled = mangled
        guard names.count == mangled.count else {
            return ToolReading(
                [], problems: problems + ["the demangler gave \(names.count) names for \(mangled.count)"])
        }
        let symbols = Dictionary(zip(mangled, names.map { CodeSymbol(rust: $0[...]) })) { first, _ in first }
        var found: [MeasuredFunction] = []
        for section in sections {
            found += section.measured { symbols[$0] ?? nil }
        }
        return ToolReading(found, problems: problems)
    }
}

extension LCOVText.Section {
    /// What is known of one function while its parts are put together.
    private struct Total {
        var line: Int
        var isReached = false
        var run = 0
        var lines = 0
    }

    /// Its functions, each with the lines from its first to the next function's first.
    ///
    /// A closure's lines are within its function's, and what follows it there seems to be the closure's: both are one.
    fileprivate func measured(_ symbol: (String) -> CodeSymbol?) -> [MeasuredFunction] {
        var totals: [CodeSymbol: Total] = [:]
        let numbers = lines.keys.sorted()
        let groups = Dictionary(grouping: functions, by: \.line).sorted { $0.key < $1.key }
        var place = 0
        for (index, group) in groups.enumerated() {
            let next = index + 1 < groups.count ? groups[index + 1].key : .max
            while place < numbers.count, numbers[place] < group.key { place += 1 }
            var (run, count) = (0, 0)
            while place < numbers.count, numbers[place] < next {
                count += 1
                if lines[numbers[place], default: 0] > 0 { run += 1 }
                place += 1
            }
            // One function with several sets of type arguments stands there several times, with the same lines.
            var counted: Set<CodeSymbol> = []
            for function in group.value {
                guard let symbol = symbol(function.name) else { continue }
                var total = totals[symbol] ?? Total(line: group.key)
                if entered[function.name, default: 0] > 0 { total.isReached = true }
                if counted.insert(symbol).inserted {
                    total.run += run
                    total.lines += count
                }
                totals[symbol] = total
            }
        }
        return totals.map { symbol, total in
            MeasuredFunction(
                file: file, line: total.line, symbol: symbol, isReached: total.isReached,
                permille: total.lines == 0 ? (total.isReached ? 1000 : 0) : total.run * 1000 / total.lines)
        }
    }
}
