/// Names in braces that stand for what is a trial's own, in mounts' sources, hooks' arguments and raw fields.
///
/// `{shared}` is a folder on the host that every container of the trial can be given, `{bundle}` and `{id}` the
/// container's own, `{namespace}` the trial's, `{NAME}` the id of the container `NAME`.
package enum Placeholder {
    package static let shared = "shared"
    package static let bundle = "bundle"
    package static let id = "id"
    package static let namespace = "namespace"
    /// Those that every scenario has.
    package static let known = [shared, bundle, id, namespace]

    /// The text with every `{name}` that `value` knows put in.
    package static func fill(_ text: String, _ value: (String) -> String?) -> String {
        var result = ""
        var rest = text[...]
        while let open = rest.firstIndex(of: "{") {
            result += rest[..<open]
            let body = rest[rest.index(after: open)...]
            guard let close = body.firstIndex(of: "}"), let known = value(String(body[..<close])) else {
                result += "{"
                rest = body
                continue
            }
            result += known
            rest = body[body.index(after: close)...]
        }
        return result + rest
    }

    /// The names in braces that a text holds.
    package static func names(in text: String) -> [String] {
        var names: [String] = []
        _ = fill(text) { name in
            names.append(name)
            return ""
        }
        return names
    }
}
