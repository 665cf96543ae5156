/// What a program of a trial has sent to the system's log: one datagram, as it came.
package struct SystemLogRecord: Sendable, Hashable, Codable {
    /// The socket that it was sent to.
    package enum Way: String, Sendable, Hashable, Codable, CaseIterable {
        /// `/dev/log`: a line of text after its priority.
        case syslog
        /// The journal's own: fields, each in a line or after its length (systemd's native protocol).
        case journal
    }

    package var way: Way
    package var bytes: RawBytes

    package init(way: Way, bytes: RawBytes) {
        self.way = way
        self.bytes = bytes
    }
}
