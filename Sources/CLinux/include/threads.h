#pragma once
#include <stdint.h>

/// Starts a detached thread that blocks every signal but those of its own faults.
int32_t clinux_start_thread(const char *name, void (*body)(void *), void *context);

/// The kernel's id of the calling thread.
int32_t clinux_thread_id(void);
