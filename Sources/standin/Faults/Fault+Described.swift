import Documents

extension Fault {
    /// All faults, for other programs: a list of objects.
    static var described: JSONValue {
        .list(
            all.map { fault in
                var members = Members()
                members.put("name", fault.name)
                members.put("title", fault.title)
                members.put("because", fault.because)
                members.put(
                    "parameters",
                    .list(
                        fault.parameters.map { parameter in
                            var members = Members()
                            members.put("name", parameter.name)
                            members.put("default", parameter.default)
                            members.put("values", parameter.values)
                            members.put("meaning", parameter.meaning)
                            return members.value
                        }))
                return members.value
            })
    }
}
