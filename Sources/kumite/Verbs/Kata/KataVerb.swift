import ArgumentParser

/// `kumite kata …`: what is about Kata Containers alone, and needs neither KVM nor root.
struct KataVerb: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "kata", abstract: "Kata Containers: its configuration, its logs, what it does outside.",
        subcommands: [KataConfig.self, KataLogs.self, KataQEMU.self, KataMetrics.self, KataKeys.self])
}

/// `kumite kata config …`.
struct KataConfig: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "What becomes of a configuration on the way from one shim to another, and of what it sets.",
        subcommands: [KataConfigCheck.self, KataConfigMigrate.self, KataConfigEffects.self])
}

/// From where to where.
struct KataMoveOptions: ParsableArguments {
    @Option(help: "The shim that the file is for, like go@4.1.0.")
    var from: String

    @Option(help: "The shim that it shall be for, like rust@4.1.0.")
    var to: String

    @Option(
        name: .customLong("keys"), help: "Also the tables of keys in this folder, like those of a fork's releases.",
        completion: .directory)
    var keys: String?
}
