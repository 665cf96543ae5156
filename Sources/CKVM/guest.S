// The tiny guest: a breakpoint through the IDT, then a system call from ring 3 that has to arrive in ring 0.
//
// Those two because a hypervisor without hardware support gets almost everything else right: on a host with kvm_pvm
// 64-bit code, ud2 and page faults through the IDT, ring 3 and int 0x80 all pass, and no ordinary kernel boots.
// Position independent but for what is computed from GUEST_CODE; kept as data, never executed here.
#if defined(__x86_64__)
#define CODE 0xb000
#define AT(label) (CODE + (label) - ckvm_guest_begin)

    .section .rodata
    .balign 16
    .globl ckvm_guest_begin, ckvm_guest_end, ckvm_guest_breakpoint
ckvm_guest_begin:
    lidt idt_register(%rip)
    int3

    // MSRs of SYSCALL: target, selectors, and flags to clear (none).
    mov $0xc0000082, %ecx
    mov $AT(on_syscall), %eax
    xor %edx, %edx
    wrmsr
    mov $0xc0000081, %ecx
    xor %eax, %eax
    mov $0x00100008, %edx
    wrmsr
    mov $0xc0000084, %ecx
    xor %eax, %eax
    xor %edx, %edx
    wrmsr

    // To ring 3.
    pushq $0x1b
    pushq $0xa000
    pushq $0x2
    pushq $0x23
    pushq $AT(in_ring_3)
    iretq

in_ring_3:
    syscall
    // Never here: the system call ends in a halt.
    ud2

on_syscall:
    // In ring 3 the out itself would fault: RFLAGS.IOPL is 0.
    mov %cs, %eax
    and $3, %eax
    add $0x53, %eax
    out %al, $0x10
    hlt
    ud2

ckvm_guest_breakpoint:
    push %rax
    mov $0x33, %al
    out %al, $0x10
    pop %rax
    iretq

    .balign 8
idt_register:
    .word 256 * 16 - 1
    .quad 0x5000
ckvm_guest_end:
#endif
    .section .note.GNU-stack,"",@progbits
