/// The deadlines of waits, the next one first.
struct Deadlines {
    private struct Entry {
        let moment: Stamp
        let token: UInt64

        func isLater(than other: Entry) -> Bool { (moment, token) > (other.moment, other.token) }
    }

    /// Latest first, so that the next is taken from the end.
    private var entries: [Entry] = []

    var next: Stamp? { entries.last?.moment }

    mutating func insert(_ moment: Stamp, _ token: UInt64) {
        let entry = Entry(moment: moment, token: token)
        entries.insert(entry, at: position(of: entry))
    }

    mutating func remove(_ moment: Stamp, _ token: UInt64) {
        let index = position(of: Entry(moment: moment, token: token))
        if index < entries.count, entries[index].token == token { entries.remove(at: index) }
    }

    /// Takes out what is due, earliest first.
    mutating func takeDue(at now: Stamp) -> [UInt64] {
        var due: [UInt64] = []
        while let last = entries.last, last.moment <= now {
            due.append(last.token)
            entries.removeLast()
        }
        return due
    }

    /// Where an entry is, or would be inserted.
    private func position(of entry: Entry) -> Int {
        var low = 0
        var high = entries.count
        while low < high {
            let middle = (low + high) / 2
            if entries[middle].isLater(than: entry) { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
