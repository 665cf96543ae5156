/// An answer of HTTP/1.1 as far as bytes have come; read as hostile, bounded.
package struct HTTPAnswer: Sendable, Hashable {
    package var status: Int
    /// By name in small letters; of one that comes twice the first.
    package var headers: [String: String]
    package var body: [UInt8]

    package init(status: Int, headers: [String: String], body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// What bytes are so far.
    package enum Reading: Sendable, Hashable {
        /// Nothing is wrong, and more must come.
        case partial
        case whole(HTTPAnswer)
        /// No answer of HTTP, with the reason.
        case garbage(String)
    }

    package static let bodyLimit = 8 << 20
    package static let headLimit = 64 << 10
    /// The most bytes of a whole answer.
    package static let byteLimit = headLimit + bodyLimit
    static let headerLimit = 128

    /// Reads what has come.
    ///
    /// - Parameter hasEnded: Whether the other side closed, which is what ends a body of no given length.
    package static func read(_ bytes: [UInt8], hasEnded: Bool) -> Reading {
        let beginning = Array("HTTP/1.".utf8)
        guard bytes.prefix(beginning.count).elementsEqual(beginning.prefix(bytes.count)) else {
            return .garbage("it does not begin as HTTP does")
        }
        guard let end = bytes.prefix(headLimit + 4).firstRange(of: Array("\r\n\r\n".utf8)) else {
            if bytes.count > headLimit { return .garbage("a head of more than \(headLimit) bytes") }
            return hasEnded ? .garbage("it ends within its head") : .partial
        }
        let lines = bytes[..<end.lowerBound].split(separator: 0x0a).map { line in
            String(decoding: line.last == 0x0d ? line.dropLast() : line, as: UTF8.self)
        }
        let words = (lines.first ?? "").split(separator: " ", maxSplits: 2)
        guard words.count >= 2, words[1].utf8.count == 3, let status = Int(words[1]), (100...599).contains(status)
        else {
            return .garbage("a first line without a status")
        }
        guard lines.count <= headerLimit else { return .garbage("more than \(headerLimit) headers") }
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":"), colon > line.startIndex else {
                return .garbage("a header without a name")
            }
            let value = line[line.index(after: colon)...].drop { $0 == " " || $0 == "\t" }
            let name = line[..<colon].lowercased()
            if headers[name] == nil { headers[name] = String(value) }
        }
        let answer = HTTPAnswer(status: status, headers: headers, body: [])
        return body(of: answer, in: bytes[end.upperBound...], hasEnded)
    }

    private static func body(of answer: HTTPAnswer, in rest: ArraySlice<UInt8>, _ hasEnded: Bool) -> Reading {
        var answer = answer
        if answer.status < 200 || answer.status == 204 || answer.status == 304 { return .whole(answer) }
        if let coding = answer.headers["transfer-encoding"] {
            guard coding.lowercased() == "chunked" else { return .garbage("a coding that is not known") }
            return chunks(of: answer, in: rest, hasEnded)
        }
        if let text = answer.headers["content-length"] {
            guard let length = Int(text), length >= 0 else { return .garbage("a length that is no number") }
            guard length <= bodyLimit else { return .garbage("a body of more than \(bodyLimit) bytes") }
            guard rest.count >= length else { return hasEnded ? .garbage("it ends within its body") : .partial }
            answer.body = Array(rest.prefix(length))
            return .whole(answer)
        }
        guard rest.count <= bodyLimit else { return .garbage("a body of more than \(bodyLimit) bytes") }
        guard hasEnded else { return .partial }
        answer.body = Array(rest)
        return .whole(answer)
    }

    private static func chunks(of answer: HTTPAnswer, in rest: ArraySlice<UInt8>, _ hasEnded: Bool) -> Reading {
        var answer = answer
        var rest = rest
        let unfinished: Reading = hasEnded ? .garbage("it ends within a chunk") : .partial
        while true {
            guard let end = rest.prefix(1024).firstRange(of: [0x0d, 0x0a]) else {
                return rest.count > 1024 ? .garbage("a chunk without a size") : unfinished
            }
            let digits = rest[..<end.lowerBound].prefix { $0 != UInt8(ascii: ";") && $0 != 0x20 }
            guard let size = Int(String(decoding: digits, as: UTF8.self), radix: 16), size >= 0 else {
                return .garbage("a chunk whose size is no number")
            }
            // What may follow the last chunk is of no matter here.
            if size == 0 { return .whole(answer) }
            guard size <= bodyLimit, answer.body.count + size <= bodyLimit else {
                return .garbage("a body of more than \(bodyLimit) bytes")
            }
            rest = rest[end.upperBound...]
            guard rest.count >= size + 2 else { return unfinished }
            answer.body += rest.prefix(size)
            rest = rest.dropFirst(size)
            guard rest.starts(with: [0x0d, 0x0a]) else { return .garbage("a chunk longer than its size") }
            rest = rest.dropFirst(2)
        }
    }
}
