internal import Documents

extension KeyJudge {
    /// The key of the same section that a key which nobody reads is most likely a slip of.
    func nearestKey(to place: KeyPlace) -> String? {
        nearest(to: place.key, among: (new.reads[place.section] ?? [:]).keys.sorted())
    }
}
