import Glibc

extension Fifo {
    /// Lets go of a fifo that is open for both, but not before somebody else reads it, or the deadline has come.
    ///
    /// What is in a fifo goes with the last who has it open, and who opens it to read waits for one who writes: a shim that has
    /// not come to open its end yet would get neither what was written nor its end.
    package static func close(_ both: Descriptor, at path: String, readBy deadline: Stamp, _ poller: Poller) async {
        // Held for writing alone, it tells whether anybody reads.
        guard let writing = try? open(path, .writing) else { return both.close() }
        both.close()
        while !isRead(writing), Stamp.now < deadline {
            guard (try? await poller.sleep(until: .after(.milliseconds(1)))) != nil else { break }
        }
        writing.close()
    }

    /// Whether somebody reads a fifo that is open for writing: without a reader it is in error (pipe(7), poll(2)).
    private static func isRead(_ writing: Descriptor) -> Bool {
        (try? writing.withNumber { number in
            var polled = pollfd(fd: number, events: Int16(POLLOUT), revents: 0)
            return poll(&polled, 1, 0) >= 0 && Int32(polled.revents) & POLLERR == 0
        }) ?? false
    }
}
