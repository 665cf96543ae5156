internal import Coverage
package import Documents

/// What `Matrix/critical-paths.yaml` holds, or everything that is wrong with it.
package struct CriticalPathsFile: Sendable, Hashable {
    /// In the order of the file; empty if there is a diagnostic.
    package var paths: [CriticalPath]
    package var diagnostics: [Diagnostic]

    /// Reads one file: a list of critical paths.
    package static func load(_ bytes: [UInt8], file: String) -> CriticalPathsFile {
        let (document, problems) = Document.read(bytes, file: file)
        guard let document else { return CriticalPathsFile(paths: [], diagnostics: problems) }
        var reading = Reading(file: file)
        var paths: [CriticalPath] = []
        for item in reading.list(document.root, "a file of critical paths") ?? [] {
            guard let path = path(of: item, &reading) else { continue }
            if paths.contains(where: { $0.id == path.id }) {
                reading.report("the critical path '\(path.id)' stands here already", at: item.position)
            }
            paths.append(path)
        }
        let found = reading.diagnostics.sorted()
        return CriticalPathsFile(paths: found.isEmpty ? paths : [], diagnostics: found)
    }

    private static func path(of item: Item, _ reading: inout Reading) -> CriticalPath? {
        let what = "a critical path"
        let known = ["id", "title", "component", "because", "places", "needs-vm"]
        guard let fields = reading.fields(item, of: what, known: known) else { return nil }
        let id = reading.required("id", in: fields, of: what).flatMap { reading.name($0, "'id'") }
        let title = reading.required("title", in: fields, of: what).flatMap { reading.words($0, "'title'") }
        let component = reading.required("component", in: fields, of: what).flatMap { reading.name($0, "'component'") }
        let because = reading.required("because", in: fields, of: what).flatMap { reading.words($0, "'because'") }
        let places = fields["places"].map { self.places(in: $0, &reading) } ?? []
        let needsVM = fields["needs-vm"].flatMap { reading.flag($0, "'needs-vm'") } ?? false
        guard let id, let title, let component, let because else { return nil }
        return CriticalPath(
            id: id, title: title, component: component, because: because, places: places, needsVM: needsVM)
    }

    private static func places(in item: Item, _ reading: inout Reading) -> [PlacesInCode] {
        var all: [PlacesInCode] = []
        for entry in reading.map(item, "'places'") ?? [] {
            let contenders: ContenderPattern
            do throws(ContenderPatternError) {
                contenders = try ContenderPattern(parsing: entry.key)
            } catch {
                let place = Position(line: entry.position.line, column: entry.position.column + error.offset)
                reading.report("'\(entry.key.prefix(80))' names no contenders: \(error.problem)", at: place)
                continue
            }
            var known: Set<String> = []
            var texts: [String] = []
            for item in reading.list(entry.value, "the places of '\(entry.key.prefix(80))'") ?? [] {
                guard let text = reading.words(item, "a place") else { continue }
                for place in places(text, of: contenders, at: item.position, &reading)
                where !known.insert(place.text).inserted {
                    reading.report("the place '\(place.text)' stands here already", at: item.position)
                }
                texts.append(text)
            }
            all.append(PlacesInCode(contenders: contenders, places: texts))
        }
        return all
    }

    private static func places(
        _ text: String, of contenders: ContenderPattern, at position: Position, _ reading: inout Reading
    ) -> [CodePlace] {
        do throws(CodePlaceError) {
            let places = try CodePlace.places(parsing: text)
            if let language = contenders.word.flatMap({ CodeLanguage(rawValue: $0) }),
                let odd = places.first(where: { $0.language != language })
            {
                reading.report("the place '\(odd.text)' is not in the language of '\(contenders.text)'", at: position)
            }
            return places
        } catch {
            reading.report("the place '\(text.prefix(80))' \(error.problem)", at: position)
            return []
        }
    }
}
