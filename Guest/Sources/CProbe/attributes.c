#define _GNU_SOURCE
#include "CProbe.h"

#include <errno.h>
#include <linux/keyctl.h>
#include <sched.h>
#include <stdio.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <termios.h>
#include <time.h>

static int64_t ask(int option) {
    int value = prctl(option, 0, 0, 0, 0);
    return value < 0 ? -errno : value;
}

static int64_t ask_by_pointer(int option) {
    int value = 0;
    return prctl(option, &value, 0, 0, 0) < 0 ? -errno : value;
}

static int64_t speculation(int which) {
    int value = prctl(PR_GET_SPECULATION_CTRL, which, 0, 0, 0);
    return value < 0 ? -errno : value;
}

static int64_t scheduler_priority(void) {
    struct sched_param parameters;
    return sched_getparam(0, &parameters) < 0 ? -errno : parameters.sched_priority;
}

static int64_t saved_id(int is_group) {
    uid_t real, effective, saved;
    int outcome = is_group ? getresgid(&real, &effective, &saved) : getresuid(&real, &effective, &saved);
    return outcome < 0 ? -errno : (int64_t)saved;
}

int64_t probe_attribute(int which) {
    switch (which) {
    case PROBE_DUMPABLE: return ask(PR_GET_DUMPABLE);
    case PROBE_PERSONALITY: return personality(0xffffffff);
    case PROBE_SECURE_BITS: return ask(PR_GET_SECUREBITS);
    case PROBE_PARENT_DEATH_SIGNAL: return ask_by_pointer(PR_GET_PDEATHSIG);
    case PROBE_SUBREAPER: return ask_by_pointer(PR_GET_CHILD_SUBREAPER);
    case PROBE_HUGE_PAGES_DISABLED: return ask(PR_GET_THP_DISABLE);
    case PROBE_TIMER_SLACK: return ask(PR_GET_TIMERSLACK);
    case PROBE_SPECULATION_STORE_BYPASS: return speculation(PR_SPEC_STORE_BYPASS);
    case PROBE_SPECULATION_INDIRECT_BRANCH: return speculation(PR_SPEC_INDIRECT_BRANCH);
    // The system call says 20 - nice, so that no nice value looks like an error; the library turns it round.
    case PROBE_NICE: return 20 - syscall(SYS_getpriority, PRIO_PROCESS, 0);
    case PROBE_SCHEDULER: {
        int policy = sched_getscheduler(0);
        return policy < 0 ? -errno : policy;
    }
    case PROBE_SCHEDULER_PRIORITY: return scheduler_priority();
    case PROBE_IO_PRIORITY: {
        long value = syscall(SYS_ioprio_get, 1, 0);
        return value < 0 ? -errno : value;
    }
    case PROBE_SAVED_UID: return saved_id(0);
    case PROBE_SAVED_GID: return saved_id(1);
    case PROBE_PAGE_SIZE: return sysconf(_SC_PAGESIZE);
    default: return -EINVAL;
    }
}

// The processors this process may use, as the kernel lists them: 0-3,8.
int probe_affinity(char *text, size_t capacity) {
    unsigned long mask[128] = {0};
    const int width = 8 * sizeof *mask;
    long bytes = syscall(SYS_sched_getaffinity, 0, sizeof mask, mask);
    if (bytes < 0) return -errno;
    size_t filled = 0;
    text[0] = 0;
    int total = (int)bytes * 8;
    for (int first = 0; first < total && filled + 24 < capacity; first++) {
        if (!(mask[first / width] >> (first % width) & 1)) continue;
        int last = first;
        while (last + 1 < total && mask[(last + 1) / width] >> ((last + 1) % width) & 1) last++;
        filled += (size_t)snprintf(text + filled, capacity - filled, first == last ? "%s%d" : "%s%d-%d",
                                   filled ? "," : "", first, last);
        first = last;
    }
    return 0;
}

// 0 monotonic, 1 realtime, 2 boot; nanoseconds.
int64_t probe_clock(int which) {
    static const clockid_t clocks[] = {CLOCK_MONOTONIC, CLOCK_REALTIME, CLOCK_BOOTTIME};
    struct timespec now;
    if (which < 0 || which > 2 || clock_gettime(clocks[which], &now) != 0) return -1;
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

// `type;uid;gid;permissions;description` of a keyring, asked without making one.
ssize_t probe_keyring(int which, char *text, size_t capacity) {
    long length = syscall(SYS_keyctl, KEYCTL_DESCRIBE, which, text, capacity, 0);
    if (length < 0) return -errno;
    text[capacity - 1] = 0;
    return length;
}

// Input, output, control and local modes (termios(3)).
int probe_terminal_flags(int descriptor, uint32_t flags[4]) {
    struct termios modes;
    if (tcgetattr(descriptor, &modes) != 0) return -errno;
    flags[0] = modes.c_iflag;
    flags[1] = modes.c_oflag;
    flags[2] = modes.c_cflag;
    flags[3] = modes.c_lflag;
    return 0;
}

int probe_terminal_group(int descriptor) {
    pid_t group = tcgetpgrp(descriptor);
    return group < 0 ? -errno : group;
}
