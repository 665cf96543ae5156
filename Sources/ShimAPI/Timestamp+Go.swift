package import SwiftProtobuf

extension Google_Protobuf_Timestamp {
    /// The seconds of Go's zero time, 0001-01-01T00:00:00Z.
    package static let goZeroSeconds: Int64 = -62_135_596_800

    /// Whether this is Go's zero time: what a Go shim sends for a process that has not ended.
    package var isGoZero: Bool { seconds == Google_Protobuf_Timestamp.goZeroSeconds && nanos == 0 }
}
