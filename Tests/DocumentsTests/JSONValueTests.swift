import Documents
import Testing

@Suite("JSON values") struct JSONValueTests {
    @Test(
        "a whole number is written as it was read, to both ends of 64 bits",
        arguments: [
            "0", "-1", "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615",
        ])
    func wholeNumbers(_ text: String) throws {
        let read = try #require(JSONValue(bytes: Array("{\"hard\":\(text)}".utf8)))
        #expect(String(decoding: read.bytes, as: UTF8.self) == "{\"hard\":\(text)}")
    }

    @Test("setting a path makes the objects on the way, and nil takes the member away")
    func paths() throws {
        var value = JSONValue.object([:])
        value[["process", "user", "uid"]] = .integer(7)
        #expect(value[["process", "user", "uid"]]?.integer == 7)
        value[["process", "user", "uid"]] = nil
        #expect(value == .object(["process": .object(["user": .object([:])])]))
    }
}
