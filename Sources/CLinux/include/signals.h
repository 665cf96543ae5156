#pragma once
#include <stdint.h>

/// Sets of signals have bit N-1 for signal N.

/// The signals that the calling thread blocks.
uint64_t clinux_blocked_signals(void);

/// Blocks exactly these signals in the calling thread.
int32_t clinux_set_blocked_signals(uint64_t set);

/// Makes a signal ignored (1) or its default (0) for the whole process.
int32_t clinux_ignore_signal(int32_t signal, int32_t ignored);

/// Catches signals from now on, whatever thread they hit and whatever was done with them: the descriptor, non-blocking,
/// from which they are read. One for the whole process.
int32_t clinux_catch_signals(uint64_t set);

struct clinux_signal {
    int32_t signal;
    int32_t sender;
    /// CLOCK_MONOTONIC in the handler, in nanoseconds.
    uint64_t stamp;
};

/// Reads one signal: 1, 0 if none is there, or a negative errno.
int32_t clinux_read_signal(int32_t descriptor, struct clinux_signal *result);

/// Lets the calling thread take these signals, and nothing else, for ever.
_Noreturn void clinux_take_signals(uint64_t set);
