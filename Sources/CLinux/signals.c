#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <time.h>
#include <unistd.h>

static void fill(sigset_t *set, uint64_t bits) {
    sigemptyset(set);
    for (int signal = 1; signal <= 64; signal++)
        if (bits >> (signal - 1) & 1) sigaddset(set, signal);
}

uint64_t clinux_blocked_signals(void) {
    sigset_t set;
    uint64_t bits = 0;
    pthread_sigmask(SIG_BLOCK, NULL, &set);
    for (int signal = 1; signal <= 64; signal++)
        if (sigismember(&set, signal) == 1) bits |= 1ull << (signal - 1);
    return bits;
}

int32_t clinux_set_blocked_signals(uint64_t bits) {
    sigset_t set;
    fill(&set, bits);
    return -pthread_sigmask(SIG_SETMASK, &set, NULL);
}

int32_t clinux_ignore_signal(int32_t signal, int32_t ignored) {
    struct sigaction action = {.sa_handler = ignored ? SIG_IGN : SIG_DFL};
    return sigaction(signal, &action, NULL) < 0 ? -errno : 0;
}

static atomic_int caught = -1;

static void catch(int number, siginfo_t *information, void *context) {
    (void)context;
    int error = errno;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    struct clinux_signal seen = {
        .signal = number,
        .sender = information->si_code > 0 ? 0 : information->si_pid,
        .stamp = (uint64_t)now.tv_sec * 1000000000u + (uint64_t)now.tv_nsec,
    };
    // Whole or not at all: fewer than PIPE_BUF bytes. A full pipe has 2,730 unread signals; one more says nothing new.
    ssize_t written = write(atomic_load(&caught), &seen, sizeof seen);
    (void)written;
    errno = error;
}

int32_t clinux_catch_signals(uint64_t bits) {
    int both[2];
    if (pipe2(both, O_CLOEXEC | O_NONBLOCK) < 0) return -errno;
    int none = -1;
    if (!atomic_compare_exchange_strong(&caught, &none, both[1])) {
        close(both[0]);
        close(both[1]);
        return -EALREADY;
    }
    struct sigaction action = {.sa_sigaction = catch, .sa_flags = SA_SIGINFO | SA_RESTART};
    sigfillset(&action.sa_mask);
    for (int signal = 1; signal <= 64; signal++)
        if ((bits >> (signal - 1) & 1) && sigaction(signal, &action, NULL) < 0) return -errno;
    return both[0];
}

int32_t clinux_read_signal(int32_t descriptor, struct clinux_signal *result) {
    ssize_t count;
    do { count = read(descriptor, result, sizeof *result); } while (count < 0 && errno == EINTR);
    if (count < 0) return errno == EAGAIN ? 0 : -errno;
    return count == sizeof *result ? 1 : -EIO;
}

_Noreturn void clinux_take_signals(uint64_t bits) {
    sigset_t set;
    fill(&set, bits);
    pthread_sigmask(SIG_UNBLOCK, &set, NULL);
    for (;;) pause();
}
