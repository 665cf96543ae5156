#define _GNU_SOURCE
#include "CKVM.h"
#include "guest.h"
#include <errno.h>
#include <fcntl.h>
#include <linux/kvm.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

const char *ckvm_exit_name(uint32_t exit) {
    switch (exit) {
    case KVM_EXIT_UNKNOWN: return "KVM_EXIT_UNKNOWN";
    case KVM_EXIT_EXCEPTION: return "KVM_EXIT_EXCEPTION";
    case KVM_EXIT_IO: return "KVM_EXIT_IO";
    case KVM_EXIT_DEBUG: return "KVM_EXIT_DEBUG";
    case KVM_EXIT_HLT: return "KVM_EXIT_HLT";
    case KVM_EXIT_MMIO: return "KVM_EXIT_MMIO";
    case KVM_EXIT_SHUTDOWN: return "KVM_EXIT_SHUTDOWN";
    case KVM_EXIT_FAIL_ENTRY: return "KVM_EXIT_FAIL_ENTRY";
    case KVM_EXIT_INTR: return "KVM_EXIT_INTR";
    case KVM_EXIT_INTERNAL_ERROR: return "KVM_EXIT_INTERNAL_ERROR";
    case KVM_EXIT_SYSTEM_EVENT: return "KVM_EXIT_SYSTEM_EVENT";
    default: return "unknown";
    }
}

#if defined(__x86_64__)

static uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

// What has to be undone, however far it came.
struct machine {
    int kvm, vm, vcpu;
    uint8_t *memory;
    struct kvm_run *run;
    size_t run_bytes;
};

static int refuse(struct ckvm_answer *answer, const char *step) {
    answer->kind = CKVM_REFUSED;
    answer->error = errno;
    answer->step = step;
    return -1;
}

static void put(uint8_t *memory, uint64_t at, uint64_t value) { memcpy(memory + at, &value, sizeof value); }

static void fill(uint8_t *memory, int spinning) {
    const uint64_t present = 1, writable = 2, user = 4, large = 0x80;
    put(memory, GUEST_PML4, GUEST_PDPT | present | writable | user);
    put(memory, GUEST_PDPT, GUEST_PD | present | writable | user);
    put(memory, GUEST_PD, 0 | present | writable | user | large);

    put(memory, GUEST_GDT + 0x08, 0x00af9b000000ffff);
    put(memory, GUEST_GDT + 0x10, 0x00cf93000000ffff);
    put(memory, GUEST_GDT + 0x18, 0x00cff3000000ffff);
    put(memory, GUEST_GDT + 0x20, 0x00affb000000ffff);
    put(memory, GUEST_GDT + 0x28, 0x00008b0000000067 | (uint64_t)GUEST_TSS << 16);
    put(memory, GUEST_TSS + 4, GUEST_KERNEL_STACK);

    // Vector 3: a 64-bit interrupt gate to ring 0.
    const uint64_t gate = (uint64_t)GUEST_KERNEL_CODE << 16 | 0x8e00ull << 32;
    uint64_t handler = GUEST_CODE + (uint64_t)(ckvm_guest_breakpoint - ckvm_guest_begin);
    put(memory, GUEST_IDT + 3 * 16,
        gate | (handler & 0xffff) | (handler >> 16 & 0xffff) << 48);

    memcpy(memory + GUEST_CODE, ckvm_guest_begin, (size_t)(ckvm_guest_end - ckvm_guest_begin));
    const uint8_t jump_to_itself[] = {0xeb, 0xfe};
    if (spinning) memcpy(memory + GUEST_CODE, jump_to_itself, sizeof jump_to_itself);
}

static struct kvm_segment segment(uint16_t selector, uint8_t type, int code) {
    return (struct kvm_segment){
        .selector = selector,
        .limit = 0xffffffff,
        .type = type,
        .present = 1,
        .s = 1,
        .l = code,
        .db = !code,
        .g = 1,
    };
}

static int set_up_processor(struct machine *m, struct ckvm_answer *answer) {
    // What the guest may use has to be told, or KVM refuses it SYSCALL and long mode.
    enum { MOST_ENTRIES = 256 };
    struct kvm_cpuid2 *features = calloc(1, sizeof *features + MOST_ENTRIES * sizeof features->entries[0]);
    if (!features) return refuse(answer, "allocate memory");
    features->nent = MOST_ENTRIES;
    int status = ioctl(m->kvm, KVM_GET_SUPPORTED_CPUID, features);
    if (status == 0) status = ioctl(m->vcpu, KVM_SET_CPUID2, features);
    int failure = errno;
    free(features);
    errno = failure;
    if (status < 0) return refuse(answer, "set the guest's processor features");

    struct kvm_sregs sregs;
    if (ioctl(m->vcpu, KVM_GET_SREGS, &sregs) < 0) return refuse(answer, "read the guest's system registers");
    sregs.cs = segment(GUEST_KERNEL_CODE, 11, 1);
    sregs.ss = sregs.ds = sregs.es = sregs.fs = sregs.gs = segment(GUEST_KERNEL_DATA, 3, 0);
    sregs.tr = (struct kvm_segment){
        .base = GUEST_TSS, .limit = 0x67, .selector = GUEST_TASK, .type = 11, .present = 1};
    sregs.gdt.base = GUEST_GDT;
    sregs.gdt.limit = 0x37;
    sregs.cr3 = GUEST_PML4;
    sregs.cr4 = 0x20;                                  // PAE
    sregs.cr0 = 0x80000033;                            // PG, NE, ET, MP, PE
    sregs.efer = 0x501;                                // LMA, LME, SCE
    if (ioctl(m->vcpu, KVM_SET_SREGS, &sregs) < 0) return refuse(answer, "set the guest's system registers");

    struct kvm_regs regs = {.rip = GUEST_CODE, .rsp = GUEST_KERNEL_STACK, .rflags = 2};
    if (ioctl(m->vcpu, KVM_SET_REGS, &regs) < 0) return refuse(answer, "set the guest's registers");
    return 0;
}

static int set_up(struct machine *m, int spinning, struct ckvm_answer *answer) {
    m->kvm = open("/dev/kvm", O_RDWR | O_CLOEXEC);
    if (m->kvm < 0) {
        answer->error = errno;
        answer->kind = errno == ENOENT || errno == ENXIO || errno == ENODEV ? CKVM_ABSENT : CKVM_NO_ACCESS;
        return -1;
    }
    int version = ioctl(m->kvm, KVM_GET_API_VERSION, 0);
    if (version != KVM_API_VERSION) {
        if (version >= 0) errno = EPROTO;
        return refuse(answer, "ask for KVM's version");
    }
    m->vm = ioctl(m->kvm, KVM_CREATE_VM, 0);
    if (m->vm < 0) return refuse(answer, "make a virtual machine");
    // Intel processors without unrestricted guests need three pages that no memory is at.
    if (ioctl(m->vm, KVM_SET_TSS_ADDR, 0xfffbd000ul) < 0 && errno != ENOTTY && errno != EINVAL)
        return refuse(answer, "reserve pages of the guest");
    m->memory = mmap(NULL, GUEST_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (m->memory == MAP_FAILED) {
        m->memory = NULL;
        return refuse(answer, "allocate the guest's memory");
    }
    fill(m->memory, spinning);
    struct kvm_userspace_memory_region region = {
        .memory_size = GUEST_BYTES, .userspace_addr = (uint64_t)(uintptr_t)m->memory};
    if (ioctl(m->vm, KVM_SET_USER_MEMORY_REGION, &region) < 0) return refuse(answer, "give the guest memory");
    m->vcpu = ioctl(m->vm, KVM_CREATE_VCPU, 0);
    if (m->vcpu < 0) return refuse(answer, "make a virtual processor");
    int bytes = ioctl(m->kvm, KVM_GET_VCPU_MMAP_SIZE, 0);
    if (bytes < (int)sizeof *m->run) return refuse(answer, "ask for the size of the processor's state");
    void *run = mmap(NULL, (size_t)bytes, PROT_READ | PROT_WRITE, MAP_SHARED, m->vcpu, 0);
    if (run == MAP_FAILED) return refuse(answer, "map the processor's state");
    m->run = run;
    m->run_bytes = (size_t)bytes;
    return set_up_processor(m, answer);
}

static void tear_down(struct machine *m) {
    if (m->run) munmap(m->run, m->run_bytes);
    if (m->vcpu >= 0) close(m->vcpu);
    if (m->vm >= 0) close(m->vm);
    if (m->memory) munmap(m->memory, GUEST_BYTES);
    if (m->kvm >= 0) close(m->kvm);
}

static int stopped(struct machine *m, struct ckvm_answer *answer, const char *step) {
    answer->kind = CKVM_STOPPED;
    answer->step = step;
    answer->exit = m->run->exit_reason;
    if (m->run->exit_reason == KVM_EXIT_INTERNAL_ERROR) answer->detail = m->run->internal.suberror;
    if (m->run->exit_reason == KVM_EXIT_IO)
        answer->detail = *((uint8_t *)m->run + m->run->io.data_offset);
    return -1;
}

static int enter(struct machine *m, struct ckvm_answer *answer, const char *step) {
    if (ioctl(m->vcpu, KVM_RUN, 0) == 0) return 0;
    if (errno != EINTR) return refuse(answer, step);
    answer->kind = CKVM_HUNG;
    answer->step = step;
    return -1;
}

static int expect_byte(struct machine *m, struct ckvm_answer *answer, const char *step, uint8_t byte) {
    if (enter(m, answer, step) < 0) return -1;
    struct kvm_run *run = m->run;
    if (run->exit_reason == KVM_EXIT_IO && run->io.direction == KVM_EXIT_IO_OUT && run->io.port == GUEST_PORT &&
        run->io.size == 1 && run->io.count == 1 && *((uint8_t *)run + run->io.data_offset) == byte)
        return 0;
    return stopped(m, answer, step);
}

static void run(struct machine *m, struct ckvm_answer *answer) {
    if (expect_byte(m, answer, "take a breakpoint through the IDT", GUEST_AT_BREAKPOINT) < 0) return;
    if (expect_byte(m, answer, "take a system call from ring 3 in ring 0", GUEST_AT_SYSCALL) < 0) return;
    if (enter(m, answer, "halt") < 0) return;
    if (m->run->exit_reason != KVM_EXIT_HLT) stopped(m, answer, "halt");
}

// Runs the guest with a timer that sends this thread a signal, which only KVM_RUN lets through.
static void run_until(struct machine *m, uint64_t timeout, struct ckvm_answer *answer) {
    const int breaker = SIGALRM;
    sigset_t just_it, before;
    sigemptyset(&just_it);
    sigaddset(&just_it, breaker);
    pthread_sigmask(SIG_BLOCK, &just_it, &before);

    // The kernel's set of 64 signals, all blocked but the one, behind its length in bytes (struct kvm_signal_mask).
    struct {
        uint32_t length;
        uint32_t bits[2];
    } mask = {.length = 8};
    uint64_t blocked = ~(1ull << (breaker - 1));
    memcpy(mask.bits, &blocked, sizeof blocked);

    struct sigevent event = {.sigev_notify = SIGEV_THREAD_ID, .sigev_signo = breaker};
    event._sigev_un._tid = (pid_t)syscall(SYS_gettid);
    struct itimerspec when = {
        .it_value = {.tv_sec = (time_t)(timeout / 1000000000u), .tv_nsec = (long)(timeout % 1000000000u)},
        // Again, in case the first comes between two entries: KVM_RUN then returns at once, but to be sure.
        .it_interval = {.tv_nsec = 50000000},
    };
    timer_t timer;
    if (ioctl(m->vcpu, KVM_SET_SIGNAL_MASK, &mask) < 0) {
        refuse(answer, "set the guest's signal mask");
    } else if (timer_create(CLOCK_MONOTONIC, &event, &timer) < 0) {
        refuse(answer, "make a timer");
    } else {
        if (timer_settime(timer, 0, &when, NULL) < 0) refuse(answer, "set a timer");
        else run(m, answer);
        timer_delete(timer);
    }

    const struct timespec none = {0, 0};
    while (sigtimedwait(&just_it, NULL, &none) > 0) {}
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void ckvm_run_tiny_guest(uint64_t timeout, int32_t spinning, struct ckvm_answer *answer) {
    uint64_t begin = now();
    struct machine machine = {.kvm = -1, .vm = -1, .vcpu = -1};
    memset(answer, 0, sizeof *answer);
    answer->kind = CKVM_RUNS;
    answer->step = "";
    if (set_up(&machine, spinning, answer) == 0) run_until(&machine, timeout, answer);
    tear_down(&machine);
    answer->nanoseconds = now() - begin;
}

#else

void ckvm_run_tiny_guest(uint64_t timeout, int32_t spinning, struct ckvm_answer *answer) {
    (void)timeout;
    (void)spinning;
    memset(answer, 0, sizeof *answer);
    answer->kind = CKVM_ABSENT;
    answer->step = "";
}

#endif
