import Testing

@testable import TTRPC

@Suite("Status codes")
struct StatusCodeTests {
    @Test(
        "names are those of the contract",
        arguments: [
            (StatusCode.ok, "ok"), (.unknown, "unknown"), (.invalidArgument, "invalid_argument"),
            (.deadlineExceeded, "deadline_exceeded"), (.notFound, "not_found"), (.alreadyExists, "already_exists"),
            (.resourceExhausted, "resource_exhausted"), (.failedPrecondition, "failed_precondition"),
            (.unimplemented, "unimplemented"), (.internal, "internal"), (.unavailable, "unavailable"),
            (.unauthenticated, "unauthenticated"),
        ])
    func names(_ code: StatusCode, _ name: String) {
        #expect(code.name == name)
        #expect(StatusCode(name: name) == code)
    }

    @Test("numbers and names are one to one")
    func numbers() {
        #expect((0..<17).map { StatusCode(rawValue: $0).name } == StatusCode.names)
        #expect(Set(StatusCode.names).count == 17)
    }

    @Test("a number without a name keeps its number", arguments: [17, -1, .max, .min] as [Int32])
    func strangers(_ number: Int32) {
        #expect(StatusCode(rawValue: number).name == "code_\(number)")
        #expect(StatusCode(name: "code_\(number)") == nil)
    }
}
