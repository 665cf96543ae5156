#define _GNU_SOURCE
#include "CProbe.h"
#include "calls.h"

#include <errno.h>
#include <signal.h>
#include <sys/wait.h>

static const struct call *const tables[] = {mount_calls,  kernel_calls, namespace_calls, process_calls,
                                            memory_calls, socket_calls, file_calls};

static const struct call *find(int index) {
    for (size_t table = 0; table < sizeof tables / sizeof *tables; table++)
        for (const struct call *call = tables[table]; call->name; call++)
            if (index-- == 0) return call;
    return NULL;
}

int probe_call_count(void) {
    int count = 0;
    while (find(count)) count++;
    return count;
}

const char *probe_call_name(int index) { return find(index)->name; }

// 0 when it was allowed, else its errno; 1000 + signal when the try was ended by one, 2000 + errno when it could not be
// made. In a child, so that what is allowed ends with it.
int probe_call(int index) {
    const struct call *call = find(index);
    pid_t child = fork();
    if (child < 0) return 2000 + errno;
    if (child == 0) {
        // A filter that traps shall be seen as a signal, and a call that waits shall not wait for ever.
        signal(SIGSYS, SIG_DFL);
        signal(SIGALRM, SIG_DFL);
        alarm(2);
        errno = 0;
        _exit(call->try() == -1 ? errno : 0);
    }
    return probe_wait(child);
}
