// A virtual machine just large enough to show whether /dev/kvm runs ordinary guests: ioctls, for the module Host.
//
// The public header needs <stdint.h> alone: with _GNU_SOURCE in it this module would disagree with SwiftGlibc.
#pragma once
#include <stdint.h>

enum {
    /// The guest did all that was asked of it.
    CKVM_RUNS = 0,
    /// There is no /dev/kvm, or this is no x86_64.
    CKVM_ABSENT = 1,
    /// It can't be opened; `error` says why.
    CKVM_NO_ACCESS = 2,
    /// A call to set up the guest failed; `step` and `error` say which and why.
    CKVM_REFUSED = 3,
    /// The guest stopped for another reason than expected; `step`, `exit` and `detail` say where and which.
    CKVM_STOPPED = 4,
    /// The guest still ran at the deadline.
    CKVM_HUNG = 5,
};

struct ckvm_answer {
    int32_t kind;
    int32_t error;
    /// KVM_EXIT_… and, for an internal error, its suberror.
    uint32_t exit, detail;
    /// What was being done: "take a breakpoint".
    const char *step;
    /// From opening /dev/kvm to the guest's halt.
    uint64_t nanoseconds;
};

/// Runs the guest on the calling thread, for at most `timeout` nanoseconds.
///
/// Nothing of the process changes: KVM_RUN is broken by a timer's signal to this thread alone, which stays blocked in
/// it and is taken back without a handler (KVM_SET_SIGNAL_MASK lets it through only inside KVM_RUN).
/// With `spinning` the guest never ends: for a test of the deadline.
void ckvm_run_tiny_guest(uint64_t timeout, int32_t spinning, struct ckvm_answer *answer);

/// The name of KVM_EXIT_… by its number, or "unknown".
const char *ckvm_exit_name(uint32_t exit);
