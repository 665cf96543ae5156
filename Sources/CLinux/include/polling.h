#pragma once
#include <stdint.h>

/// Bits of what a descriptor is waited for and what it became; an error or a hang-up is always told.
enum { CLINUX_READABLE = 1, CLINUX_WRITABLE = 2, CLINUX_HANG_UP = 4, CLINUX_FAILED = 8 };

int32_t clinux_poll_create(void);

/// Tells once, then keeps quiet until removed.
int32_t clinux_poll_add(int32_t poll, int32_t descriptor, uint32_t bits, uint64_t token);
int32_t clinux_poll_remove(int32_t poll, int32_t descriptor);

/// Like clinux_poll_add, but tells as long as the descriptor is readable.
int32_t clinux_poll_add_lasting(int32_t poll, int32_t descriptor, uint64_t token);

/// Waits for ever; the number of tokens and bits filled in.
int32_t clinux_poll_wait(int32_t poll, uint64_t *tokens, uint32_t *bits, int32_t capacity);

/// A CLOCK_MONOTONIC timer as a descriptor.
int32_t clinux_timer_create(void);

/// Sets the timer to a CLOCK_MONOTONIC time in nanoseconds; UINT64_MAX disarms it.
int32_t clinux_timer_set(int32_t timer, uint64_t nanoseconds);

/// A blocking counter as a descriptor: a read takes the whole count, and waits while it is 0.
int32_t clinux_counter_create(void);
int32_t clinux_counter_add(int32_t counter);
int32_t clinux_counter_take(int32_t counter);
