extension Scenario {
    /// Gives images that are named from their library's folder their whole path.
    package mutating func placeImages(in library: String) {
        for index in containers.indices {
            guard case .image(let folder, let tag) = containers[index].rootfs.content, !folder.hasPrefix("/") else {
                continue
            }
            containers[index].rootfs.content = .image(folder: "\(library)/\(folder)", tag: tag)
        }
    }
}
