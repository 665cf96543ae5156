let sayingVerbs = [
    Verb(
        "report", "[SECTION[,SECTION…]]", "what this process can see, as one line of JSON", obeysSignals: false, report),
    Verb("say", "TEXT… [--stderr TEXT]", "the texts in one line; --stderr sends the next one there") {
        say(&$0, separator: " ")
    },
    Verb("lines", "TEXT… [--stderr TEXT]", "the texts, one a line") { say(&$0, separator: "\n") },
    Verb("print", "BYTES [--to stdout|stderr] [--rate BYTES] [--exit CODE]", "bytes of a pattern", printPattern),
    Verb("cat", "", "standard input to standard output, until it ends", echoInput),
    Verb("count", "", "standard input to its end; prints bytes and CRC-32", countInput),
    Verb("wait-stdin-eof", "", "\"ready\", then \"eof BYTES\" when standard input has ended", waitForEnd),
    Verb("env", "NAME", "the value of a variable; exits with 1 if it is not set", showVariable),
    Verb("clock", "", "the three clocks in nanoseconds", showClocks),
    Verb("tty", "[--follow]", "the size of the terminal; with --follow again after each change", showTerminal),
    Verb("pids", "", "the processes to be seen from here", showPids),
    Verb("try", "[CALL[,CALL…]]", "what the kernel says to system calls, as one line of JSON", tryCalls),
]

let endingVerbs = [
    Verb("exit", "CODE", "exits with CODE", exitWithCode),
    Verb("signal", "NAME", "dies by the signal", obeysSignals: false, dieBySignal),
    Verb("sleep", "[SECONDS]", "\"ready\", then sleeps, for ever if no time is given", sleep),
    Verb("ignore", "SIGNAL…", "\"ready\", then sleeps and ignores these signals", ignoreSignals),
    Verb("trap", "SIGNAL…", "\"ready\", then a line for each of these signals", obeysSignals: false, trapSignals),
    Verb("kill", "PID SIGNAL", "sends a signal, 0 for none", sendSignal),
    Verb("close", "STREAM…", "\"ready\", then closes stdin, stdout or stderr and sleeps", closeStreams),
]

let loadVerbs = [
    Verb("take", "BYTES", "takes and touches memory, \"ready\", then sleeps", takeMemory),
    Verb(
        "oom", "BYTES [--child]", "\"ready\", then takes that much or is killed; --child: a child does", runOutOfMemory),
    Verb("burn", "SECONDS", "\"ready\", then uses a processor for that long", burn),
    Verb("threads", "COUNT", "starts that many idle threads, \"ready\", then sleeps", startThreads),
    Verb("exhaust", "processes|threads|descriptors|memory COUNT", "how many can be had, up to COUNT (MiB)", exhaust),
]

let processVerbs = [
    Verb("fork", "COUNT [--deep]", "starts sleeping children, \"ready\", their pids, then sleeps", forkTree),
    Verb("tree", "DEPTH WIDTH", "every process has WIDTH children, DEPTH levels down; \"ready\"", growTree),
    Verb("zombies", "COUNT", "children that have ended and are not reaped, \"ready\", then sleeps", leaveZombies),
    Verb(
        "bad-init", "[COUNT]", "ignores all signals, reaps nothing, has COUNT daemons", obeysSignals: false, beBadInit),
]

let composingVerbs = [
    Verb("exec", "PATH WORD…", "becomes another program", becomeProgram),
    Verb("background", "VERB WORD…", "leaves a child that does that, and exits at once", runInBackground),
    Verb("sequence", "VERB WORD… then VERB WORD…", "one after the other; exits as the last does", runSequence),
    Verb("help", "", "this list; also --help") { words in
        guard words.isEmpty else { return misuse("help takes no words") }
        send(usage(), to: Stream.output)
        return Exit.ok
    },
]
