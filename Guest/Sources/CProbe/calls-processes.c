#define _GNU_SOURCE
#include "calls.h"

#include <grp.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/kcmp.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

// What a process may do to itself and to its like; it is a child that does it, and it ends right after.

static long try_ptrace(void) { return ptrace(PTRACE_TRACEME, 0, NULL, NULL); }
// Nothing is read of the parent; the right to is looked at all the same.
static long try_process_vm_readv(void) {
    char byte;
    struct iovec here = {&byte, 1}, there = {&byte, 1};
    return process_vm_readv(getppid(), &here, 1, &there, 1, 0);
}
static long try_kcmp(void) { return syscall(SYS_kcmp, getpid(), getppid(), KCMP_VM, 0, 0); }
static long try_pidfd_open(void) { return syscall(SYS_pidfd_open, getppid(), 0); }
static long try_pidfd_getfd(void) {
    long parent = syscall(SYS_pidfd_open, getppid(), 0);
    return parent < 0 ? -1 : syscall(SYS_pidfd_getfd, parent, 1, 0);
}
static long try_kill_first(void) { return syscall(SYS_kill, 1, 0); }
static long try_personality(void) { return personality(ADDR_NO_RANDOMIZE); }
static long try_setuid(void) { return syscall(SYS_setuid, 54321); }
static long try_setgid(void) { return syscall(SYS_setgid, 54321); }
static long try_setgroups(void) {
    gid_t group = 54321;
    return syscall(SYS_setgroups, 1, &group);
}
// Whether the bounding set can still be narrowed.
static long try_capset(void) { return prctl(PR_CAPBSET_DROP, CAP_MKNOD, 0, 0, 0); }
static long try_setpriority(void) { return setpriority(PRIO_PROCESS, 0, -20); }
static long try_sched_setscheduler(void) {
    struct sched_param first = {.sched_priority = 1};
    return sched_setscheduler(0, SCHED_FIFO, &first);
}
static long try_ioprio_set(void) { return syscall(SYS_ioprio_set, 1, 0, 1 << 13 | 4); }
static long try_setrlimit(void) {
    // The one limit that is above none in no sane container.
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return -1;
    limit.rlim_max += 1;
    return setrlimit(RLIMIT_NOFILE, &limit);
}
static long try_seccomp(void) {
    struct sock_filter allow[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW)};
    struct sock_fprog program = {.len = 1, .filter = allow};
    return syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}
// The version of Landlock.
static long try_landlock(void) { return syscall(444, NULL, 0, 1); }
static long try_setsid(void) { return setsid(); }
static long try_sched_setaffinity(void) {
    cpu_set_t all;
    CPU_ZERO(&all);
    for (int processor = 0; processor < CPU_SETSIZE; processor++) CPU_SET(processor, &all);
    return sched_setaffinity(0, sizeof all, &all);
}

const struct call process_calls[] = {
    {"ptrace", try_ptrace},
    {"process_vm_readv", try_process_vm_readv},
    {"kcmp", try_kcmp},
    {"pidfd_open", try_pidfd_open},
    {"pidfd_getfd", try_pidfd_getfd},
    {"kill-first", try_kill_first},
    {"personality", try_personality},
    {"setuid", try_setuid},
    {"setgid", try_setgid},
    {"setgroups", try_setgroups},
    {"capset", try_capset},
    {"setpriority", try_setpriority},
    {"sched_setscheduler", try_sched_setscheduler},
    {"sched_setaffinity", try_sched_setaffinity},
    {"ioprio_set", try_ioprio_set},
    {"setrlimit", try_setrlimit},
    {"seccomp", try_seccomp},
    {"landlock_create_ruleset", try_landlock},
    {"setsid", try_setsid},
    {NULL, NULL},
};
