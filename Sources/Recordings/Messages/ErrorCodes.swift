/// The names of gRPC's status codes, in small letters.
package enum ErrorCodes {
    private static let names = [
        "ok", "canceled", "unknown", "invalid_argument", "deadline_exceeded", "not_found", "already_exists",
        "permission_denied", "resource_exhausted", "failed_precondition", "aborted", "out_of_range", "unimplemented",
        "internal", "unavailable", "data_loss", "unauthenticated",
    ]

    /// A code's name; `code:N` for a number that has none.
    package static func name(of code: Int32) -> String {
        names.indices.contains(Int(code)) ? names[Int(code)] : "code:\(code)"
    }
}
