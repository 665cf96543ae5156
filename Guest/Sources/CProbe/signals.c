#define _GNU_SOURCE
#include "CProbe.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

// What `trap` waits for.
static sigset_t waited;

int probe_signal_number(const char *name) {
    char *end;
    long number = strtol(name, &end, 10);
    if (end != name && *end == 0) return number >= 1 && number <= SIGRTMAX ? (int)number : -1;
    if (strncmp(name, "SIG", 3) == 0) name += 3;
    for (int candidate = 1; candidate < SIGRTMIN; candidate++) {
        const char *known = sigabbrev_np(candidate);
        if (known && strcmp(known, name) == 0) return candidate;
    }
    if (strncmp(name, "RTMIN", 5) != 0) return -1;
    if (name[5] == 0) return SIGRTMIN;
    long above = strtol(name + 5, &end, 10);
    if (name[5] != '+' || *end != 0 || above < 0 || above > SIGRTMAX - SIGRTMIN) return -1;
    return SIGRTMIN + (int)above;
}

void probe_signal_name(int number, char *text, size_t capacity) {
    const char *known = sigabbrev_np(number);
    if (known) {
        snprintf(text, capacity, "%s", known);
    } else if (number == SIGRTMIN) {
        snprintf(text, capacity, "RTMIN");
    } else if (number > SIGRTMIN && number <= SIGRTMAX) {
        snprintf(text, capacity, "RTMIN+%d", number - SIGRTMIN);
    } else {
        // 32 and 33 belong to the C library's threads.
        snprintf(text, capacity, "%d", number);
    }
}

int probe_signal_is_blocked(int number) {
    sigset_t blocked;
    if (sigprocmask(SIG_BLOCK, NULL, &blocked) != 0) return -errno;
    return sigismember(&blocked, number);
}

int probe_signal_is_ignored(int number) {
    struct sigaction action;
    if (sigaction(number, NULL, &action) != 0) return -errno;
    return action.sa_handler == SIG_IGN;
}

int probe_signal_ignore(int number) {
    struct sigaction action = {.sa_handler = SIG_IGN};
    return sigaction(number, &action, NULL) == 0 ? 0 : -errno;
}

void probe_signal_block(int number) {
    sigaddset(&waited, number);
    sigprocmask(SIG_BLOCK, &waited, NULL);
}

static void leave(int number) { _exit(128 + number); }

// The kernel drops every signal without a handler that is sent to PID 1 of a namespace. With these handlers a
// container ends as it would under an init that forwards signals, and with the status a shell would show.
void probe_exit_on_signals(void) {
    static const int harmless[] = {SIGCHLD, SIGCONT, SIGURG, SIGWINCH, SIGTSTP, SIGTTIN, SIGTTOU, SIGKILL, SIGSTOP};
    struct sigaction action = {.sa_handler = leave};
    for (int number = 1; number <= SIGRTMAX; number++) {
        int skip = 0;
        for (size_t index = 0; index < sizeof harmless / sizeof *harmless; index++) skip |= harmless[index] == number;
        if (!skip) sigaction(number, &action, NULL);
    }
    // An inherited mask would keep them all out.
    sigset_t none;
    sigemptyset(&none);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

// Children that end stay zombies: ignoring CHLD would reap them.
void probe_ignore_everything(void) {
    for (int number = 1; number <= SIGRTMAX; number++)
        if (number != SIGCHLD) probe_signal_ignore(number);
}

int probe_signal_wait(void) {
    int number;
    do {
        number = sigwaitinfo(&waited, NULL);
    } while (number < 0 && errno == EINTR);
    return number;
}

void probe_sleep(int64_t nanoseconds) {
    if (nanoseconds < 0) {
        for (;;) pause();
    }
    struct timespec left = {.tv_sec = nanoseconds / 1000000000, .tv_nsec = nanoseconds % 1000000000};
    while (clock_nanosleep(CLOCK_MONOTONIC, 0, &left, &left) == EINTR) {
    }
}

uint64_t probe_now(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (uint64_t)now.tv_sec * 1000000000 + (uint64_t)now.tv_nsec;
}
