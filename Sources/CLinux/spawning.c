// The one place where processes are started.
//
// The child shares the parent's memory and runs on a stack inside the parent's frame while the calling thread waits
// (CLONE_VM | CLONE_VFORK): 0.1 ms up to the exec, whatever the resident size, where a fork alone takes 3.7 ms at
// 200 MB. So between clone and exec only raw system calls are made: no allocation, no lock, nothing that believes to
// be the parent.
#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/sched.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#ifndef CLONE_CLEAR_SIGHAND
#define CLONE_CLEAR_SIGHAND 0x100000000ULL
#endif
#ifndef CLONE_INTO_CGROUP
#define CLONE_INTO_CGROUP 0x200000000ULL
#endif

enum {
    STEP_CLONE,
    STEP_SIGNALS,
    STEP_GROUP,
    STEP_CGROUP,
    STEP_NAMESPACE,
    STEP_NETWORK,
    STEP_MOUNTS,
    STEP_PRIVATE,
    STEP_MOUNT,
    STEP_DESCRIPTOR,
    STEP_TERMINAL,
    STEP_DIRECTORY,
    STEP_SUBREAPER,
    STEP_LIMIT,
    STEP_EXEC,
};

const char *clinux_spawn_step(int32_t step) {
    switch (step) {
    case STEP_CLONE: return "clone";
    case STEP_SIGNALS: return "reset the signals";
    case STEP_GROUP: return "make a process group or session";
    case STEP_CGROUP: return "enter cgroup";
    case STEP_NAMESPACE: return "enter namespace";
    case STEP_NETWORK: return "make a network namespace";
    case STEP_MOUNTS: return "make a mount namespace";
    case STEP_PRIVATE: return "make the mounts private";
    case STEP_MOUNT: return "carry out mount operation";
    case STEP_DESCRIPTOR: return "place descriptor";
    case STEP_TERMINAL: return "take the controlling terminal";
    case STEP_DIRECTORY: return "change to the working directory";
    case STEP_SUBREAPER: return "become a subreaper";
    case STEP_LIMIT: return "lower limit";
    case STEP_EXEC: return "exec";
    default: return "unknown step";
    }
}

uint64_t clinux_nanoseconds(int32_t clock) {
    struct timespec now;
    clock_gettime(clock, &now);
    return (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec;
}

// The kernel's own layout: glibc's sigaction refuses signals 32 and 33, which a child must not inherit ignored either.
struct kernel_sigaction {
    void *handler;
    unsigned long flags;
    void *restorer;
    uint64_t mask;
};

struct child {
    const struct clinux_spawn *request;
    struct clinux_spawned *result;
};

static _Noreturn void fail(struct clinux_spawned *result, int step, int index) {
    result->error = errno;
    result->step = step;
    result->index = index;
    for (;;) syscall(SYS_exit_group, 127);
}

static void reset_signals(struct clinux_spawned *result) {
    struct kernel_sigaction standard;
    memset(&standard, 0, sizeof standard);
    for (int signal = 1; signal <= 64; signal++) {
        if (signal == SIGKILL || signal == SIGSTOP) continue;
        if (syscall(SYS_rt_sigaction, signal, &standard, NULL, 8) < 0) fail(result, STEP_SIGNALS, signal);
    }
}

static void enter_cgroups(const struct clinux_spawn *request, struct clinux_spawned *result) {
    for (uint32_t i = 0; i < request->procs_count; i++) {
        long written;
        do { written = syscall(SYS_write, request->procs[i], "0", 1); } while (written < 0 && errno == EINTR);
        if (written < 0) fail(result, STEP_CGROUP, (int)i);
    }
}

static void enter_namespaces(const struct clinux_spawn *request, struct clinux_spawned *result) {
    for (uint32_t i = 0; i < request->namespace_count; i++)
        if (syscall(SYS_setns, request->namespaces[i], 0) < 0) fail(result, STEP_NAMESPACE, (int)i);
    if ((request->flags & CLINUX_SPAWN_NEW_NETWORK) && syscall(SYS_unshare, CLONE_NEWNET) < 0)
        fail(result, STEP_NETWORK, 0);
    if (!(request->flags & CLINUX_SPAWN_NEW_MOUNTS)) return;
    if (syscall(SYS_unshare, CLONE_NEWNS) < 0) fail(result, STEP_MOUNTS, 0);
    if (syscall(SYS_mount, NULL, "/", NULL, MS_REC | MS_PRIVATE, NULL) < 0) fail(result, STEP_PRIVATE, 0);
    for (uint32_t i = 0; i < request->mount_count; i++) {
        const struct clinux_mount *m = &request->mounts[i];
        long status;
        switch (m->kind) {
        case CLINUX_MOUNT_UNMOUNT: status = syscall(SYS_umount2, m->target, (int)m->flags); break;
        case CLINUX_MOUNT_DIRECTORY:
            status = syscall(SYS_mkdirat, AT_FDCWD, m->target, (mode_t)m->flags);
            if (status < 0 && errno == EEXIST) status = 0;
            break;
        default: status = syscall(SYS_mount, m->source, m->target, m->type, m->flags, m->options); break;
        }
        if (status < 0) fail(result, STEP_MOUNT, (int)i);
    }
}

static void place_descriptors(const struct clinux_spawn *request, struct clinux_spawned *result) {
    int copies[CLINUX_SPAWN_MOST_DESCRIPTORS];
    uint32_t count = request->descriptor_count;
    // First out of the way, above every number that the child shall have: 3 -> 4 and 4 -> 3 can both be asked for.
    int above = count ? request->child_numbers[count - 1] + 1 : 0;
    for (uint32_t i = 0; i < count; i++) {
        long copy = syscall(SYS_fcntl, request->own_numbers[i], F_DUPFD_CLOEXEC, above);
        if (copy < 0) fail(result, STEP_DESCRIPTOR, request->child_numbers[i]);
        copies[i] = (int)copy;
    }
    unsigned from = 0;
    for (uint32_t i = 0; i < count; i++) {
        int number = request->child_numbers[i];
        if (syscall(SYS_dup3, copies[i], number, 0) < 0) fail(result, STEP_DESCRIPTOR, number);
        if ((unsigned)number > from && syscall(SYS_close_range, from, (unsigned)number - 1, 0) < 0)
            fail(result, STEP_DESCRIPTOR, number);
        from = (unsigned)number + 1;
    }
    if (syscall(SYS_close_range, from, ~0u, 0) < 0) fail(result, STEP_DESCRIPTOR, (int)from);
}

static void lower_limits(const struct clinux_spawn *request, struct clinux_spawned *result) {
    for (uint32_t i = 0; i < request->limit_count; i++) {
        const struct clinux_limit *wanted = &request->limits[i];
        struct { uint64_t soft, hard; } limit;
        if (syscall(SYS_prlimit64, 0, wanted->resource, NULL, &limit) < 0) fail(result, STEP_LIMIT, wanted->resource);
        if (wanted->hard < limit.hard) limit.hard = wanted->hard;
        limit.soft = wanted->soft < limit.hard ? wanted->soft : limit.hard;
        if (syscall(SYS_prlimit64, 0, wanted->resource, &limit, NULL) < 0) fail(result, STEP_LIMIT, wanted->resource);
    }
}

static void become(void *pointer) {
    struct child *child = pointer;
    const struct clinux_spawn *request = child->request;
    struct clinux_spawned *result = child->result;
    const uint64_t no_signals = 0;

    reset_signals(result);
    if (request->flags & CLINUX_SPAWN_OWN_SESSION) {
        if (syscall(SYS_setsid) < 0) fail(result, STEP_GROUP, 0);
    } else if (request->flags & CLINUX_SPAWN_OWN_GROUP) {
        if (syscall(SYS_setpgid, 0, 0) < 0) fail(result, STEP_GROUP, 0);
    }
    enter_cgroups(request, result);
    enter_namespaces(request, result);
    place_descriptors(request, result);
    if (request->terminal >= 0 && syscall(SYS_ioctl, request->terminal, TIOCSCTTY, 0) < 0)
        fail(result, STEP_TERMINAL, request->terminal);
    if (request->directory && syscall(SYS_chdir, request->directory) < 0) fail(result, STEP_DIRECTORY, 0);
    syscall(SYS_umask, request->creation_mask);
    if ((request->flags & CLINUX_SPAWN_SUBREAPER) && syscall(SYS_prctl, PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) < 0)
        fail(result, STEP_SUBREAPER, 0);
    lower_limits(request, result);
    if (syscall(SYS_rt_sigprocmask, SIG_SETMASK, &no_signals, NULL, 8) < 0) fail(result, STEP_SIGNALS, 0);
    syscall(SYS_execve, request->path, request->arguments, request->environment);
    fail(result, STEP_EXEC, 0);
}

// By hand: glibc exports no clone3, and after a bare system call the child would return over the parent's frame.
static long clone_onto(struct clone_args *arguments, void (*body)(void *), void *context) {
#if defined(__x86_64__)
    register long result __asm__("rax") = SYS_clone3;
    register void (*function)(void *) __asm__("r12") = body;
    register void *argument __asm__("r13") = context;
    __asm__ volatile(
        "syscall\n\t"
        "test %%rax, %%rax\n\t"
        "jnz 1f\n\t"
        "xor %%ebp, %%ebp\n\t"
        "mov %%r13, %%rdi\n\t"
        "call *%%r12\n\t"
        "hlt\n\t"
        "1:\n\t"
        : "+r"(result)
        : "D"(arguments), "S"(sizeof *arguments), "r"(function), "r"(argument)
        : "rcx", "r11", "cc", "memory");
    return result;
#elif defined(__aarch64__)
    register long number __asm__("x8") = SYS_clone3;
    register long result __asm__("x0") = (long)arguments;
    register long size __asm__("x1") = sizeof *arguments;
    register void (*function)(void *) __asm__("x19") = body;
    register void *argument __asm__("x20") = context;
    __asm__ volatile(
        "svc #0\n\t"
        "cbnz x0, 1f\n\t"
        "mov x29, xzr\n\t"
        "mov x0, x20\n\t"
        "blr x19\n\t"
        "brk #0\n\t"
        "1:\n\t"
        : "+r"(result)
        : "r"(number), "r"(size), "r"(function), "r"(argument)
        : "x30", "cc", "memory");
    return result;
#else
#error "Write clone_onto for this processor."
#endif
}

int32_t clinux_spawn(const struct clinux_spawn *request, struct clinux_spawned *result) {
    _Alignas(16) unsigned char stack[32 * 1024];
    struct child child = {request, result};
    int pidfd = -1;
    *result = (struct clinux_spawned){.pid = -1, .pidfd = -1, .step = STEP_CLONE};
    if (request->descriptor_count > CLINUX_SPAWN_MOST_DESCRIPTORS) {
        result->step = STEP_DESCRIPTOR;
        result->index = CLINUX_SPAWN_MOST_DESCRIPTORS;
        return -(result->error = E2BIG);
    }
    struct clone_args arguments = {
        .flags = CLONE_VM | CLONE_VFORK | CLONE_PIDFD | CLONE_CLEAR_SIGHAND,
        .pidfd = (uintptr_t)&pidfd,
        .exit_signal = SIGCHLD,
        .stack = (uintptr_t)stack,
        .stack_size = sizeof stack,
    };
    if (request->cgroup >= 0) {
        arguments.flags |= CLONE_INTO_CGROUP;
        arguments.cgroup = (uint64_t)request->cgroup;
    }
    // No handler of the parent may run in the child: it would act on the parent's memory.
    const uint64_t all = ~0ull;
    uint64_t before;
    int error = errno;
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &all, &before, 8);
    result->before = clinux_nanoseconds(CLOCK_MONOTONIC);
    long pid = clone_onto(&arguments, become, &child);
    result->after = clinux_nanoseconds(CLOCK_MONOTONIC);
    syscall(SYS_rt_sigprocmask, SIG_SETMASK, &before, NULL, 8);
    errno = error;

    if (pid < 0) {
        if (request->cgroup >= 0) {
            // With a cgroup given, clone3's errno is nearly always about it.
            result->step = STEP_CGROUP;
            result->index = -1;
        }
        return -(result->error = (int32_t)-pid);
    }
    result->pid = (int32_t)pid;
    result->pidfd = pidfd;
    if (result->error == 0) return 0;
    // The child is on its way out. ECHILD: a thread that waits for all children was faster.
    siginfo_t seen;
    int status;
    do { status = waitid(P_PIDFD, (id_t)pidfd, &seen, WEXITED); } while (status < 0 && errno == EINTR);
    result->reaped_elsewhere = status < 0;
    close(pidfd);
    errno = error;
    result->pidfd = -1;
    return -result->error;
}
