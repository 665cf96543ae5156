import CProbe

/// Exit codes that are no workload's business, from sysexits.h.
enum Exit {
    static let ok: Int32 = 0
    /// The machine refused what was asked: memory, a process, a signal that does not kill.
    static let failed: Int32 = 1
    static let usage: Int32 = 64
    static let inputOutput: Int32 = 74
}

/// Finds the verb and does it; the result is the exit code.
///
/// Every verb but `report`, `signal` and `trap` first sees to it that a signal ends the process even as PID 1.
func run(_ words: Words) -> Int32 {
    var words = words
    guard let verb = words.next() else {
        send(usage, to: Stream.error)
        return Exit.usage
    }
    switch verb {
    case "report": return report(&words)
    case "signal": return dieBySignal(&words)
    case "trap": return trapSignals(&words)
    default: probe_exit_on_signals()
    }
    switch verb {
    case "exit": return exitWithCode(&words)
    case "print": return printPattern(&words)
    case "say": return say(&words, separator: " ")
    case "lines": return say(&words, separator: "\n")
    case "sleep": return sleep(&words)
    case "ignore": return ignoreSignals(&words)
    case "cat": return echoInput(&words)
    case "count": return countInput(&words)
    case "take": return takeMemory(&words)
    case "burn": return burn(&words)
    case "fork": return forkTree(&words)
    case "tty": return showTerminal(&words)
    case "pids": return showPids(&words)
    case "help":
        send(usage, to: Stream.output)
        return Exit.ok
    default: return misuse("no verb ", verb, "; probe help lists them")
    }
}

/// Says what is wrong with the command line; the result is the exit code for that.
func misuse(_ before: StaticString, _ word: Word? = nil, _ after: StaticString = "") -> Int32 {
    complain(before, word, after)
    return Exit.usage
}

/// Says on standard error what went wrong.
func complain(_ before: StaticString, _ word: Word? = nil, _ after: StaticString = "") {
    var text = Bytes("probe: ")
    text += Bytes(before)
    if let word { text += word.bytes }
    text += Bytes(after)
    text.append(newline)
    send(text, to: Stream.error)
}

let usage = Bytes(
    """
    probe: the program inside the container; its output is described in Guest/README.md

      report                          everything this process can see of itself, as one line of JSON
      exit CODE                       exit with CODE
      signal NAME                     die by the signal
      say TEXT… [--stderr TEXT]       the texts in one line; --stderr sends the next one there
      lines TEXT… [--stderr TEXT]     the texts, one a line
      print BYTES [--to stdout|stderr] that many bytes of a known pattern
      cat                             standard input to standard output, until it ends
      count                           standard input to its end; prints bytes and CRC-32
      sleep [SECONDS]                 "ready", then sleep, for ever if no time is given
      ignore SIGNAL…                  "ready", then sleep and ignore these signals
      trap SIGNAL…                    "ready", then a line for each of these signals
      take BYTES                      take and touch memory, "ready", then sleep
      burn SECONDS                    "ready", then use a processor for that long
      fork COUNT [--deep]             start that many sleeping children, "ready", their pids, then sleep
      tty [--follow]                  the size of the terminal; with --follow again after each change
      pids                            the processes to be seen from here

    """)
