#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <unistd.h>

static void fill(sigset_t *set, uint64_t bits) {
    sigemptyset(set);
    for (int signal = 1; signal <= 64; signal++)
        if (bits >> (signal - 1) & 1) sigaddset(set, signal);
}

int32_t clinux_block_signals(uint64_t bits) {
    sigset_t set;
    fill(&set, bits);
    return -pthread_sigmask(SIG_BLOCK, &set, NULL);
}

uint64_t clinux_blocked_signals(void) {
    sigset_t set;
    uint64_t bits = 0;
    pthread_sigmask(SIG_BLOCK, NULL, &set);
    for (int signal = 1; signal <= 64; signal++)
        if (sigismember(&set, signal) == 1) bits |= 1ull << (signal - 1);
    return bits;
}

int32_t clinux_ignore_signal(int32_t signal, int32_t ignored) {
    struct sigaction action = {.sa_handler = ignored ? SIG_IGN : SIG_DFL};
    return sigaction(signal, &action, NULL) < 0 ? -errno : 0;
}

int32_t clinux_signal_descriptor(uint64_t bits) {
    sigset_t set;
    fill(&set, bits);
    int descriptor = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    return descriptor < 0 ? -errno : descriptor;
}

int32_t clinux_read_signal(int32_t descriptor, struct clinux_signal *result) {
    struct signalfd_siginfo seen;
    ssize_t count;
    do { count = read(descriptor, &seen, sizeof seen); } while (count < 0 && errno == EINTR);
    if (count < 0) return errno == EAGAIN ? 0 : -errno;
    *result = (struct clinux_signal){(int32_t)seen.ssi_signo, (int32_t)seen.ssi_pid, seen.ssi_uid};
    return 1;
}
