#pragma once
#include <stdint.h>

// Where things are in the guest's 2 MiB of memory. All of it is mapped 1:1 by one large page that ring 3 may use.
enum {
    GUEST_BYTES = 2 * 1024 * 1024,
    GUEST_PML4 = 0x1000,
    GUEST_PDPT = 0x2000,
    GUEST_PD = 0x3000,
    GUEST_GDT = 0x4000,
    GUEST_IDT = 0x5000,
    GUEST_TSS = 0x6000,
    GUEST_KERNEL_STACK = 0x9000,
    GUEST_USER_STACK = 0xa000,
    GUEST_CODE = 0xb000,
};

// Selectors. SYSCALL loads CS from STAR[47:32] and SS from the next; so kernel code and data are neighbours.
enum {
    GUEST_KERNEL_CODE = 0x08,
    GUEST_KERNEL_DATA = 0x10,
    GUEST_USER_DATA = 0x18 | 3,
    GUEST_USER_CODE = 0x20 | 3,
    GUEST_TASK = 0x28,
};

// What the guest tells through its port, in this order, before it halts.
enum { GUEST_PORT = 0x10, GUEST_AT_BREAKPOINT = 0x33, GUEST_AT_SYSCALL = 0x53 };

#if defined(__x86_64__)
extern const uint8_t ckvm_guest_begin[], ckvm_guest_end[], ckvm_guest_breakpoint[];
#endif
