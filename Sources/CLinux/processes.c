#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int32_t wait_for(int type, int id, int options, struct clinux_exit *result) {
    siginfo_t seen;
    struct rusage usage;
    struct timespec now;
    long status;
    memset(&seen, 0, sizeof seen);
    // The raw call: unlike glibc's it also answers with what the child used.
    do { status = syscall(SYS_waitid, type, id, &seen, options, &usage); } while (status < 0 && errno == EINTR);
    if (status < 0) return -errno;
    clock_gettime(CLOCK_MONOTONIC, &now);
    if (seen.si_pid == 0) return 0;
    *result = (struct clinux_exit){
        .pid = seen.si_pid,
        .code = seen.si_code,
        .status = seen.si_status,
        .stamp = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec,
        .user_microseconds = (uint64_t)usage.ru_utime.tv_sec * 1000000u + (uint64_t)usage.ru_utime.tv_usec,
        .system_microseconds = (uint64_t)usage.ru_stime.tv_sec * 1000000u + (uint64_t)usage.ru_stime.tv_usec,
        .peak_memory_kib = (uint64_t)usage.ru_maxrss,
    };
    return 1;
}

int32_t clinux_wait_any(struct clinux_exit *result) { return wait_for(P_ALL, 0, WEXITED, result); }

int32_t clinux_wait_pidfd(int32_t pidfd, struct clinux_exit *result) {
    return wait_for(P_PIDFD, pidfd, WEXITED | WNOHANG, result);
}

int32_t clinux_pidfd_open(int32_t pid) {
    long pidfd = syscall(SYS_pidfd_open, pid, 0);
    return pidfd < 0 ? -errno : (int32_t)pidfd;
}

int32_t clinux_pidfd_signal(int32_t pidfd, int32_t signal) {
    return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, 0) < 0 ? -errno : 0;
}

int32_t clinux_pidfd_signal_group(int32_t pidfd, int32_t signal) {
    const unsigned process_group = 1 << 2;
    return syscall(SYS_pidfd_send_signal, pidfd, signal, NULL, process_group) < 0 ? -errno : 0;
}

int32_t clinux_become_subreaper(void) { return prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0 ? -errno : 0; }

int32_t clinux_is_subreaper(void) {
    int set = 0;
    return prctl(PR_GET_CHILD_SUBREAPER, &set, 0, 0, 0) < 0 ? -errno : set;
}

int32_t clinux_lower_limit(int32_t resource, uint64_t soft, uint64_t hard) {
    struct rlimit limit;
    if (getrlimit(resource, &limit) < 0) return -errno;
    if (hard < limit.rlim_max) limit.rlim_max = hard;
    limit.rlim_cur = soft < limit.rlim_max ? soft : limit.rlim_max;
    return setrlimit(resource, &limit) < 0 ? -errno : 0;
}

int32_t clinux_name_thread(const char *name) { return prctl(PR_SET_NAME, name, 0, 0, 0) < 0 ? -errno : 0; }
