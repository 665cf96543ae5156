import Facets

extension Anchors {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("monotonic")
        json.integer(monotonic)
        json.key("wall")
        json.integer(wall)
        json.key("boot")
        json.integer(boot)
        json.endObject()
    }
}

extension Binding {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("kind")
        json.string(kind.rawValue)
        json.key("value")
        json.string(value)
        json.key("name")
        json.string(name)
        json.endObject()
    }
}

extension CallRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("service")
        json.string(service)
        json.key("method")
        json.string(method)
        json.key("sentAt")
        json.integer(sentAt)
        json.key("receivedAt")
        json.integer(receivedAt)
        json.key("request")
        json.base64(request.bytes)
        json.key("outcome")
        outcome.write(into: &json)
        json.endObject()
    }
}

extension ProgramRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("purpose")
        json.string(purpose)
        json.key("arguments")
        json.strings(arguments)
        json.key("environment")
        json.strings(environment)
        json.key("startedAt")
        json.integer(startedAt)
        json.key("endedAt")
        json.integer(endedAt)
        json.key("end")
        end.write(into: &json)
        json.key("stdout")
        json.base64(stdout.bytes)
        json.key("stderr")
        json.base64(stderr.bytes)
        json.endObject()
    }
}

extension EventRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("topic")
        json.string(topic)
        json.key("namespace")
        json.string(namespace)
        json.key("publishedSeconds")
        json.integer(publishedSeconds)
        json.key("publishedNanos")
        json.integer(publishedNanos)
        json.key("type")
        json.string(type)
        json.key("body")
        json.base64(body.bytes)
        json.endObject()
    }
}

extension OutputRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("subject")
        json.string(subject)
        json.key("stream")
        json.string(stream.rawValue)
        json.key("offset")
        json.integer(offset)
        json.key("bytes")
        json.base64(bytes.bytes)
        json.endObject()
    }
}

extension OutputEnd {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("subject")
        json.string(subject)
        json.key("stream")
        json.string(stream.rawValue)
        json.key("length")
        json.integer(length)
        json.key("digest")
        json.string(digest)
        json.key("closed")
        json.bool(closed)
        json.endObject()
    }
}

extension ExitRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("role")
        json.string(role)
        json.key("pid")
        json.integer(pid)
        json.key("end")
        end.write(into: &json)
        json.endObject()
    }
}

extension HostDifference {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("moment")
        json.string(moment)
        json.key("left")
        json.beginArray()
        for residue in left { residue.write(into: &json) }
        json.endArray()
        json.key("gone")
        json.beginArray()
        for residue in gone { residue.write(into: &json) }
        json.endArray()
        json.key("changed")
        json.beginArray()
        for residue in changed { residue.write(into: &json) }
        json.endArray()
        json.endObject()
    }
}

extension Residue {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("kind")
        json.string(kind.rawValue)
        json.key("identity")
        json.string(identity)
        json.key("detail")
        json.string(detail)
        json.endObject()
    }
}

extension InfrastructureFailure {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("doing")
        json.string(doing)
        json.key("to")
        json.string(to)
        json.key("why")
        json.string(why)
        json.endObject()
    }
}
