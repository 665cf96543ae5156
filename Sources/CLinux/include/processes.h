#pragma once
#include <stdint.h>
#include <sys/types.h>

struct clinux_exit {
    int32_t pid;
    /// CLD_EXITED 1, CLD_KILLED 2, CLD_DUMPED 3.
    int32_t code;
    int32_t status;
    /// CLOCK_MONOTONIC right after the wait returned, in nanoseconds.
    uint64_t stamp;
    uint64_t user_microseconds, system_microseconds, peak_memory_kib;
};

/// Waits until any child has ended and reaps it: 1, or a negative errno (ECHILD when there is none).
int32_t clinux_wait_any(struct clinux_exit *result);

/// Reaps the child behind a pidfd if it has ended: 1, 0 if it lives, or a negative errno.
int32_t clinux_wait_pidfd(int32_t pidfd, struct clinux_exit *result);

int32_t clinux_pidfd_open(int32_t pid);
int32_t clinux_pidfd_signal(int32_t pidfd, int32_t signal);

/// Signals the process group that the process behind the pidfd led, also after its end; EINVAL before Linux 6.9.
int32_t clinux_pidfd_signal_group(int32_t pidfd, int32_t signal);

int32_t clinux_become_subreaper(void);
int32_t clinux_is_subreaper(void);

/// Lowers a limit of this process, never raises it.
int32_t clinux_lower_limit(int32_t resource, uint64_t soft, uint64_t hard);

/// The name of the calling thread; cut to 15 bytes.
int32_t clinux_name_thread(const char *name);
