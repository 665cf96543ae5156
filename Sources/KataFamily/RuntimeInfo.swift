import Recordings

/// What a shim answers to `-info`: a `containerd.types.RuntimeInfo` message.
enum RuntimeInfo {
    /// Its name, version and revision in one line; escaped text if it is no such message, nil if there is nothing.
    static func words(of answer: RawBytes) -> String? {
        guard !answer.bytes.isEmpty else { return nil }
        guard case .success(let fields) = Wire.fields(of: answer.bytes) else { return answer.oneLine }
        func text(_ number: Int, in fields: [Wire.Field]) -> String? {
            for field in fields where field.number == number {
                if case .run(let bytes) = field.value { return RawBytes(bytes).oneLine }
            }
            return nil
        }
        guard let name = text(1, in: fields) else { return answer.oneLine }
        var words = [name]
        for field in fields where field.number == 2 {
            guard case .run(let bytes) = field.value, case .success(let inner) = Wire.fields(of: bytes) else {
                continue
            }
            words += [text(1, in: inner), text(2, in: inner)].compactMap(\.self)
        }
        return words.joined(separator: " ")
    }
}
