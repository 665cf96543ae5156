import Facets

extension PostureRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("laneNamespaces")
        json.numbers(laneNamespaces)
        json.key("laneCgroups")
        json.texts(laneCgroups)
        json.key("processes")
        json.beginArray()
        for process in processes { process.write(into: &json) }
        json.endArray()
        json.key("unseen")
        json.integer(unseen)
        json.endObject()
    }
}

extension Posture {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("role")
        json.string(role)
        json.key("pid")
        json.integer(pid)
        json.key("command")
        json.string(command)
        json.key("arguments")
        json.strings(arguments)
        json.key("privileges")
        privileges.write(into: &json)
        json.key("namespaces")
        json.numbers(namespaces)
        json.key("cgroups")
        json.texts(cgroups)
        json.optional("label", label)
        json.optional("oomScoreAdjust", oomScoreAdjust)
        json.optional("root", root)
        json.optional("directory", directory)
        json.key("descriptors")
        json.beginArray()
        for descriptor in descriptors {
            json.beginObject()
            json.key("number")
            json.integer(descriptor.number)
            json.key("target")
            json.string(descriptor.target)
            json.endObject()
        }
        json.endArray()
        json.optional("descriptorCount", descriptorCount)
        json.endObject()
    }
}

extension Privileges {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("users")
        json.integers(users)
        json.key("groups")
        json.integers(groups)
        json.key("supplementary")
        json.integers(supplementary)
        json.key("capabilities")
        json.beginObject()
        json.key("effective")
        json.integer(capabilities.effective)
        json.key("permitted")
        json.integer(capabilities.permitted)
        json.key("inheritable")
        json.integer(capabilities.inheritable)
        json.key("bounding")
        json.integer(capabilities.bounding)
        json.key("ambient")
        json.integer(capabilities.ambient)
        json.endObject()
        if let noNewPrivileges {
            json.key("noNewPrivileges")
            json.bool(noNewPrivileges)
        }
        json.optional("seccompMode", seccompMode)
        json.optional("seccompFilters", seccompFilters)
        json.key("blockedSignals")
        json.integer(blockedSignals)
        json.key("ignoredSignals")
        json.integer(ignoredSignals)
        json.optional("umask", umask)
        json.key("threads")
        json.integer(threads)
        json.endObject()
    }
}

extension SightRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("observer")
        json.string(observer)
        json.key("moment")
        json.string(moment.rawValue)
        json.key("document")
        json.base64(document.bytes)
        json.endObject()
    }
}

extension FootprintRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("processes")
        json.beginArray()
        for process in processes { process.write(into: &json) }
        json.endArray()
        json.key("unseen")
        json.integer(unseen)
        json.endObject()
    }
}

extension Footprint {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("role")
        json.string(role)
        json.key("pid")
        json.integer(pid)
        json.key("command")
        json.string(command)
        json.optional("residentBytes", residentBytes)
        json.optional("proportionalBytes", proportionalBytes)
        json.optional("privateBytes", privateBytes)
        json.optional("swappedBytes", swappedBytes)
        json.optional("peakBytes", peakBytes)
        json.optional("threads", threads)
        json.optional("descriptors", descriptors)
        json.endObject()
    }
}

extension JSONWriter {
    /// A member that is left out when there is no value, as `Codable` does.
    fileprivate mutating func optional(_ name: StaticString, _ value: (some FixedWidthInteger)?) {
        guard let value else { return }
        key(name)
        integer(value)
    }

    fileprivate mutating func optional(_ name: StaticString, _ value: String?) {
        guard let value else { return }
        key(name)
        string(value)
    }

    fileprivate mutating func integers(_ all: [UInt32]) {
        beginArray()
        for value in all { integer(value) }
        endArray()
    }

    fileprivate mutating func numbers(_ members: [String: UInt64]) {
        object(members) { $0.integer($1) }
    }

    fileprivate mutating func texts(_ members: [String: String]) {
        object(members) { $0.string($1) }
    }

    private mutating func object<Value>(_ members: [String: Value], _ write: (inout Self, Value) -> Void) {
        beginObject()
        for (name, value) in members.sorted(by: { $0.key < $1.key }) {
            key(escaping: name)
            write(&self, value)
        }
        endObject()
    }
}
