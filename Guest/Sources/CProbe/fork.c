#define _GNU_SOURCE
#include "CProbe.h"

#include <errno.h>
#include <fcntl.h>

pid_t probe_fork(void) {
    pid_t child = fork();
    return child < 0 ? -errno : child;
}

int probe_pipe(int ends[2]) { return pipe2(ends, O_CLOEXEC) == 0 ? 0 : -errno; }
