#pragma once
#include <stdint.h>

/// Sets of signals have bit N-1 for signal N.

/// Blocks signals in the calling thread (and in threads it starts from now on).
int32_t clinux_block_signals(uint64_t set);

/// The signals that the calling thread blocks.
uint64_t clinux_blocked_signals(void);

/// Makes a signal ignored (1) or its default (0) for the whole process.
int32_t clinux_ignore_signal(int32_t signal, int32_t ignored);

/// A non-blocking descriptor from which blocked signals are read.
int32_t clinux_signal_descriptor(uint64_t set);

struct clinux_signal {
    int32_t signal;
    int32_t sender_pid;
    uint32_t sender_user;
};

/// Reads one signal: 1, 0 if none is there, or a negative errno.
int32_t clinux_read_signal(int32_t descriptor, struct clinux_signal *result);
