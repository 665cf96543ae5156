/// The fields that a workload or a file fills, by method: they are counted and digested in the record, never shown.
enum DataField {
    static let inRequest = ["CopyFile": 8, "ReseedRandomDev": 2, "SetIPTables": 2, "WriteStdin": 3]
    static let inAnswer = ["GetIPTables": 1, "ReadStderr": 1, "ReadStdout": 1, "SetIPTables": 1]
}
