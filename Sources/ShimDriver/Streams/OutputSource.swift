import Linux
import Recordings

/// Where one output of a process is seen: a pipe that is read, or a file that is looked at.
protocol OutputSource: AnyObject, Sendable {
    var subject: String { get }
    var stream: OutputStream { get }

    /// Begins to read, if it has not begun.
    func begin()

    /// Waits for the first whole line, or the first that says that the process is ready; false when the stream ended without one, nil when the deadline came first.
    func line(until deadline: Stamp) async -> Bool?

    /// Waits for the end of the stream, for at most `grace`, and says what came in all.
    func end(within grace: Duration) async -> OutputEnd

    /// Stops reading; what was not read is lost.
    func stop() async
}
