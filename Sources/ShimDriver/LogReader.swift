import Drivers
import Linux
import Recordings
import Synchronization

/// Reads a shim's log pipe for as long as the trial lasts; records at most a bounded amount.
final class LogReader: Sendable {
    /// How many bytes of one shim's log are recorded; the rest is read and dropped, so that the shim never blocks.
    static let recordedBytes = 256 * 1024

    private let descriptor: Descriptor
    private let task: Task<Void, Never>
    private let kept: Kept

    /// What came, as far as it is recorded.
    var beginning: [UInt8] { kept.bytes.withLock { $0 } }

    private final class Kept: Sendable {
        let bytes = Mutex<[UInt8]>([])
    }

    init(_ descriptor: Descriptor, poller: Poller, recorder: Recorder) {
        self.descriptor = descriptor
        let all = Kept()
        kept = all
        task = Task {
            var left = Self.recordedBytes
            while (try? await poller.readable(descriptor)) == true {
                let at = Stamp.now
                guard let bytes = try? descriptor.read(upTo: 65_536), !bytes.isEmpty else { continue }
                let kept = Array(bytes.prefix(left))
                left -= kept.count
                all.bytes.withLock { $0 += kept }
                if !kept.isEmpty { recorder.record(.log(RawBytes(kept)), at: at.nanoseconds) }
            }
        }
    }

    func stop() async {
        task.cancel()
        await task.value
        descriptor.close()
    }
}
