#define _GNU_SOURCE
#include "CProbe.h"

#include <linux/filter.h>
#include <linux/seccomp.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>

static void fault_on_bus(void) {
    // A page of a file that has no bytes: there is nothing to back the access.
    int empty = memfd_create("empty", MFD_CLOEXEC);
    volatile char *page = mmap(NULL, 4096, PROT_READ, MAP_SHARED, empty, 0);
    if (page != MAP_FAILED) (void)*page;
}

static void break_seccomp_rule(void) {
    struct sock_filter kill_always[] = {BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_KILL_PROCESS)};
    struct sock_fprog program = {.len = 1, .filter = kill_always};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0) syscall(SYS_getpid);
}

static void break_strict_mode(void) {
    // A call outside read, write, exit and sigreturn ends the process "by SIGKILL", without any signal being sent.
    if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_STRICT, 0, 0, 0) == 0) syscall(SYS_getpid);
}

static void divide_by_zero(void) {
#if defined(__x86_64__)
    __asm__ volatile("xorl %%ecx, %%ecx\n\tmovl $1, %%eax\n\tcltd\n\tidivl %%ecx" ::: "eax", "ecx", "edx");
#endif
}

// Ends by the signal itself where the kernel allows it. It drops what PID 1 of a namespace sends to itself, even
// SIGKILL; it does not drop what it raises itself for a fault, so PID 1 commits the fault. Returns when nothing ended.
void probe_die_by(int number) {
    // A dump would cost time and set the core bit on some hosts only.
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    struct sigaction action = {.sa_handler = SIG_DFL};
    sigaction(number, &action, NULL);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, number);
    sigprocmask(SIG_UNBLOCK, &set, NULL);
    kill(getpid(), number);

    switch (number) {
    case SIGSEGV: *(volatile char *)0 = 0; break;
    case SIGILL: __builtin_trap();
    case SIGTRAP:
#if defined(__x86_64__)
        __asm__ volatile("int3");
#else
        __builtin_debugtrap();
#endif
        break;
    case SIGFPE: divide_by_zero(); break;
    case SIGBUS: fault_on_bus(); break;
    case SIGSYS: break_seccomp_rule(); break;
    case SIGKILL: break_strict_mode(); break;
    default: break;
    }
}
