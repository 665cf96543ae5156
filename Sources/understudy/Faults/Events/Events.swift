extension Fault {
    /// Those that report events wrongly.
    static let events: [Fault] = [
        lostExitEvent,
        lostStartEvent,
        lostCreateEvent,
        lostDeleteEvent,
        lostExecAddedEvent,
        lostExecStartedEvent,
        lostPausedEvent,
        lostOOMEvent,
        doubledCreateEvent,
        startEventAfterNext,
        exitEventAfterDelete,
        exitEventLate,
        wrongTopic,
        emptyIDEvent,
        eventPayloadMissing,
        eventPidMissing,
        eventWrongType,
        eventWrongNamespace,
        eventTimeMissing,
        eventExitTimeMissing,
        eventExecAsInit,
        createEventWithoutPid,
        strangerEvent,
    ]
}
