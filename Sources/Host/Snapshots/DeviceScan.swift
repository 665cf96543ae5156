/// Lists block devices that have something behind them: loop devices with a file, and device-mapper devices.
enum DeviceScan {
    static func run() -> [String: String] {
        var devices: [String: String] = [:]
        guard let folder = try? Folder.open("/sys/block") else { return devices }
        try? folder.forEach { name, _, _ in
            let text = String(cString: name)
            if text.hasPrefix("loop") {
                // There only while the device has a file.
                if let file = ControlFile.text("/sys/block/\(text)/loop/backing_file") { devices[text] = file }
            } else if text.hasPrefix("dm-") {
                devices[text] = ControlFile.text("/sys/block/\(text)/dm/name") ?? ""
            }
            return true
        }
        return devices
    }
}
