/// The release that a kernel's image tells of itself.
package enum KernelRelease {
    /// How many bytes of an image are searched: one that is not compressed has some 40 MB.
    package static let limit = 96 << 20
    private static let longest = 120

    /// Finds `6.18.35` in a bzImage, by its header, or in a plain one, by the text that it prints when it boots.
    package static func read(_ image: [UInt8]) -> String? {
        ofHeader(image) ?? ofBanner(image)
    }

    /// The boot protocol has at 0x20e where the text lies, counted from 0x200 (kernel documentation, x86/boot).
    private static func ofHeader(_ image: [UInt8]) -> String? {
        guard image.count > 0x210, Array(image[0x202..<0x206]) == Array("HdrS".utf8) else { return nil }
        let place = 0x200 + Int(image[0x20e]) + Int(image[0x20f]) << 8
        return place > 0x200 ? word(image, at: place) : nil
    }

    private static func ofBanner(_ image: [UInt8]) -> String? {
        let banner = Array("Linux version ".utf8)
        var at = 0
        return image.withUnsafeBufferPointer { bytes -> String? in
            let last = min(bytes.count, limit) - banner.count
            while at <= last {
                // Most bytes are none of it.
                if bytes[at] == banner[0], (1..<banner.count).allSatisfy({ bytes[at + $0] == banner[$0] }),
                    let found = word(image, at: at + banner.count)
                {
                    return found
                }
                at += 1
            }
            return nil
        }
    }

    /// A release, up to the first blank: it begins with a digit, so a format's `%s` is none.
    private static func word(_ image: [UInt8], at place: Int) -> String? {
        guard place < image.count else { return nil }
        let text = image[place...].prefix(longest).prefix { (0x21..<0x7f).contains($0) }
        guard let first = text.first, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(first), text.contains(0x2e)
        else {
            return nil
        }
        return String(decoding: text, as: UTF8.self)
    }
}
