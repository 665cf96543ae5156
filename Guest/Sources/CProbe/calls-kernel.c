#define _GNU_SOURCE
#include "calls.h"

#include <fcntl.h>
#include <linux/bpf.h>
#include <linux/keyctl.h>
#include <linux/perf_event.h>
#include <stddef.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/timex.h>
#include <time.h>
#include <unistd.h>
#if defined(__x86_64__)
#include <sys/io.h>
#endif

// What belongs to the machine as a whole. Each has an argument that the kernel refuses right after the check of
// privileges, so EINVAL, ENOENT and the like mean: it was allowed to. The tests try each without privileges.

// The magic numbers are looked at after CAP_SYS_BOOT.
static long try_reboot(void) { return syscall(SYS_reboot, 0, 0, 0, NULL); }
static long try_kexec_load(void) { return syscall(SYS_kexec_load, 0, 0, NULL, 0x0fff0000UL | 0xfff0); }
static long try_kexec_file_load(void) { return syscall(SYS_kexec_file_load, -1, -1, 0, NULL, 0xffff0000UL); }
static long try_init_module(void) { return syscall(SYS_init_module, NULL, 0, ""); }
static long try_finit_module(void) { return syscall(SYS_finit_module, -1, "", 0); }
static long try_delete_module(void) { return syscall(SYS_delete_module, "probe-no-such-module", O_NONBLOCK); }
static long try_bpf(void) {
    // A program without instructions.
    union bpf_attr nothing;
    memset(&nothing, 0, sizeof nothing);
    return syscall(SYS_bpf, BPF_PROG_LOAD, &nothing, sizeof nothing);
}
static long try_perf_event_open(void) {
    struct perf_event_attr event = {
        .type = PERF_TYPE_SOFTWARE, .size = sizeof event, .config = PERF_COUNT_SW_CPU_CLOCK, .disabled = 1};
    return syscall(SYS_perf_event_open, &event, 0, -1, -1, 0);
}
static long try_keyctl(void) { return syscall(SYS_keyctl, KEYCTL_GET_KEYRING_ID, KEY_SPEC_THREAD_KEYRING, 0, 0, 0); }
static long try_add_key(void) { return syscall(SYS_add_key, "user", "probe", "x", 1, KEY_SPEC_PROCESS_KEYRING); }
static long try_request_key(void) { return syscall(SYS_request_key, "user", "probe-no-such-key", NULL, 0); }
static long try_settimeofday(void) { return syscall(SYS_settimeofday, NULL, NULL); }
// The time is fetched before any check: only a filter can say something else than EFAULT.
static long try_clock_settime(void) { return syscall(SYS_clock_settime, CLOCK_REALTIME, NULL); }
static long try_adjtimex(void) {
    // A tick of no length.
    struct timex change = {.modes = ADJ_TICK};
    return adjtimex(&change);
}
static long try_sethostname(void) { return sethostname("", 4096); }
static long try_setdomainname(void) { return setdomainname("", 4096); }
// The size of the kernel's log.
static long try_syslog(void) { return syscall(SYS_syslog, 10, NULL, 0); }
static long try_acct(void) { return acct(NOWHERE); }
#if defined(__x86_64__)
static long try_iopl(void) { return iopl(3); }
static long try_ioperm(void) { return ioperm(0x80, 1, 1); }
static long try_modify_ldt(void) { return syscall(SYS_modify_ldt, 0, NULL, 0); }
#endif
static long try_io_uring_setup(void) {
    unsigned char parameters[120] = {0};
    return syscall(SYS_io_uring_setup, 1, parameters);
}
static long try_lookup_dcookie(void) { return syscall(SYS_lookup_dcookie, 0L, NULL, 0); }

const struct call kernel_calls[] = {
    {"reboot", try_reboot},
    {"kexec_load", try_kexec_load},
    {"kexec_file_load", try_kexec_file_load},
    {"init_module", try_init_module},
    {"finit_module", try_finit_module},
    {"delete_module", try_delete_module},
    {"bpf", try_bpf},
    {"perf_event_open", try_perf_event_open},
    {"keyctl", try_keyctl},
    {"add_key", try_add_key},
    {"request_key", try_request_key},
    {"settimeofday", try_settimeofday},
    {"clock_settime", try_clock_settime},
    {"adjtimex", try_adjtimex},
    {"sethostname", try_sethostname},
    {"setdomainname", try_setdomainname},
    {"syslog", try_syslog},
    {"acct", try_acct},
#if defined(__x86_64__)
    {"iopl", try_iopl},
    {"ioperm", try_ioperm},
    {"modify_ldt", try_modify_ldt},
#endif
    {"io_uring_setup", try_io_uring_setup},
    {"lookup_dcookie", try_lookup_dcookie},
    {NULL, NULL},
};
