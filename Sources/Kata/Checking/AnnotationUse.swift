package import Documents

/// An annotation as a pod's file or a list sets it.
package struct AnnotationUse: Sendable, Hashable {
    package var file: String
    package var line: Int
    package var name: String
    /// Nil in a mere list of names.
    package var value: String?

    package init(file: String, line: Int, name: String, value: String?) {
        self.file = file
        self.line = line
        self.name = name
        self.value = value
    }
}

/// Finds annotations in YAML: manifests of anything that holds pods, a map of annotations, or a list of their names.
package enum AnnotationsFile {
    /// The longest file that is read, bytes.
    package static let sizeLimit = 8 << 20
    /// How many documents one file may hold.
    package static let documentLimit = 1000

    /// Reads a file; what is no annotation of Kata's is left out.
    package static func read(
        _ bytes: [UInt8], file: String
    ) -> (uses: [AnnotationUse], diagnostics: [Diagnostic]) {
        guard bytes.count <= sizeLimit else {
            let message = "the file has \(bytes.count) bytes; at most \(sizeLimit) (8 MiB) are read"
            return ([], [Diagnostic(file: file, line: 1, column: 1, message: message)])
        }
        let parts = documents(of: bytes)
        guard parts.count <= documentLimit else {
            let message =
                "the file holds more than \(documentLimit) documents; split it, or give a list of the annotations"
            return ([], [Diagnostic(file: file, line: parts[documentLimit].line, column: 1, message: message)])
        }
        var uses: [AnnotationUse] = []
        var diagnostics: [Diagnostic] = []
        for part in parts {
            let (document, problems) = Document.read(Array(part.bytes), file: file)
            diagnostics += problems.map { problem in
                var problem = problem
                problem.line += part.line - 1
                return problem
            }
            guard let root = document?.root else { continue }
            for var use in found(in: root, file: file) {
                use.line += part.line - 1
                uses.append(use)
            }
        }
        return (uses, diagnostics)
    }

    /// The documents between lines of `---`; those of nothing but space and comments are left out.
    private static func documents(of bytes: [UInt8]) -> [(bytes: ArraySlice<UInt8>, line: Int)] {
        var parts: [(bytes: ArraySlice<UInt8>, line: Int)] = []
        var start = bytes.startIndex
        var startLine = 1
        var line = 1
        var at = bytes.startIndex
        func close(_ end: Int) {
            let part = bytes[start..<end]
            let isEmpty = part.split(separator: UInt8(ascii: "\n")).allSatisfy { line in
                let first = line.first { $0 != 0x20 && $0 != 9 && $0 != 13 }
                return first == nil || first == UInt8(ascii: "#") || line.starts(with: Array("---".utf8))
            }
            if !isEmpty, parts.count <= documentLimit { parts.append((part, startLine)) }
        }
        while at < bytes.endIndex {
            let end = bytes[at...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.endIndex
            let text = bytes[at..<end]
            if text.starts(with: Array("---".utf8)), text.count == 3 || [0x20, 9, 13].contains(text[at + 3]) {
                close(at)
                start = at
                startLine = line
            }
            line += 1
            at = min(end + 1, bytes.endIndex)
        }
        close(bytes.endIndex)
        return parts
    }

    /// The annotations of one document.
    private static func found(in root: Item, file: String) -> [AnnotationUse] {
        switch root.content {
        case .list(let items):
            return items.compactMap { item in
                guard case .scalar(let text, _) = item.content else { return nil }
                return use(text, nil, item.position, file)
            }
        case .map(let entries):
            let isManifest = entries.contains { ["kind", "metadata", "spec", "items"].contains($0.key) }
            return isManifest ? inManifest(root, file: file, depth: 0) : of(entries, file: file)
        case .scalar: return []
        }
    }

    /// Every `metadata.annotations`, wherever it lies.
    private static func inManifest(_ item: Item, file: String, depth: Int) -> [AnnotationUse] {
        switch item.content {
        case .list(let items): return items.flatMap { inManifest($0, file: file, depth: depth + 1) }
        case .map(let entries):
            return entries.flatMap { entry -> [AnnotationUse] in
                if entry.key == "metadata", case .map(let inner) = entry.value.content {
                    return inner.filter { $0.key == "annotations" }.flatMap { annotations -> [AnnotationUse] in
                        guard case .map(let entries) = annotations.value.content else { return [] }
                        return of(entries, file: file)
                    }
                }
                return inManifest(entry.value, file: file, depth: depth + 1)
            }
        case .scalar: return []
        }
    }

    private static func of(_ entries: [Entry], file: String) -> [AnnotationUse] {
        entries.compactMap { entry in
            guard case .scalar(let text, _) = entry.value.content else { return nil }
            return use(entry.key, text, entry.position, file)
        }
    }

    private static func use(_ name: String, _ value: String?, _ place: Position, _ file: String) -> AnnotationUse? {
        guard
            name.contains("katacontainers.io") || name.contains("io.katacontainers") || name.hasPrefix("sgx.intel.com/")
        else { return nil }
        return AnnotationUse(file: file, line: place.line, name: name, value: value)
    }
}
