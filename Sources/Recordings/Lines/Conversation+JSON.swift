import Facets

extension AskedRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("call")
        json.integer(call)
        json.key("machine")
        json.string(machine)
        json.key("service")
        json.string(service)
        json.key("method")
        json.string(method)
        json.key("connection")
        json.integer(connection)
        json.key("timeoutNanoseconds")
        json.integer(timeoutNanoseconds)
        json.key("message")
        message.write(into: &json)
        json.endObject()
    }
}

extension RepliedRecord {
    func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("call")
        json.integer(call)
        json.key("code")
        json.integer(code)
        json.key("words")
        json.string(words)
        json.key("message")
        message.write(into: &json)
        json.endObject()
    }
}

extension HeldMessage {
    fileprivate func write(into json: inout JSONWriter) {
        json.beginObject()
        json.key("bytes")
        json.base64(bytes.bytes)
        json.key("length")
        json.integer(length)
        json.key("taken")
        json.beginArray()
        for field in taken {
            json.beginObject()
            json.key("field")
            json.integer(field.field)
            json.key("length")
            json.integer(field.length)
            json.key("digest")
            json.string(field.digest)
            json.key("head")
            json.base64(field.head.bytes)
            json.endObject()
        }
        json.endArray()
        json.endObject()
    }
}
