#define _GNU_SOURCE
#include "CLinux.h"
#include <errno.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/timerfd.h>
#include <unistd.h>

int32_t clinux_poll_create(void) {
    int poll = epoll_create1(EPOLL_CLOEXEC);
    return poll < 0 ? -errno : poll;
}

int32_t clinux_poll_add(int32_t poll, int32_t descriptor, uint32_t bits, uint64_t token) {
    uint32_t events = EPOLLONESHOT;
    if (bits & CLINUX_READABLE) events |= EPOLLIN | EPOLLRDHUP;
    if (bits & CLINUX_WRITABLE) events |= EPOLLOUT;
    struct epoll_event event = {.events = events, .data.u64 = token};
    return epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) < 0 ? -errno : 0;
}

int32_t clinux_poll_add_lasting(int32_t poll, int32_t descriptor, uint64_t token) {
    struct epoll_event event = {.events = EPOLLIN, .data.u64 = token};
    return epoll_ctl(poll, EPOLL_CTL_ADD, descriptor, &event) < 0 ? -errno : 0;
}

int32_t clinux_poll_remove(int32_t poll, int32_t descriptor) {
    return epoll_ctl(poll, EPOLL_CTL_DEL, descriptor, NULL) < 0 ? -errno : 0;
}

int32_t clinux_poll_wait(int32_t poll, uint64_t *tokens, uint32_t *bits, int32_t capacity) {
    struct epoll_event events[64];
    if (capacity > 64) capacity = 64;
    int count = epoll_wait(poll, events, capacity, -1);
    if (count < 0) return -errno;
    for (int i = 0; i < count; i++) {
        uint32_t seen = events[i].events;
        tokens[i] = events[i].data.u64;
        bits[i] = (seen & (EPOLLIN | EPOLLRDHUP) ? CLINUX_READABLE : 0) | (seen & EPOLLOUT ? CLINUX_WRITABLE : 0)
            | (seen & (EPOLLHUP | EPOLLRDHUP) ? CLINUX_HANG_UP : 0) | (seen & EPOLLERR ? CLINUX_FAILED : 0);
    }
    return count;
}

int32_t clinux_timer_create(void) {
    int timer = timerfd_create(CLOCK_MONOTONIC, TFD_CLOEXEC | TFD_NONBLOCK);
    return timer < 0 ? -errno : timer;
}

int32_t clinux_timer_set(int32_t timer, uint64_t nanoseconds) {
    struct itimerspec when = {0};
    if (nanoseconds != UINT64_MAX) {
        // All zero would disarm the timer; a time in the past fires at once.
        if (nanoseconds == 0) nanoseconds = 1;
        when.it_value.tv_sec = (time_t)(nanoseconds / 1000000000u);
        when.it_value.tv_nsec = (long)(nanoseconds % 1000000000u);
    }
    return timerfd_settime(timer, TFD_TIMER_ABSTIME, &when, NULL) < 0 ? -errno : 0;
}

int32_t clinux_counter_create(void) {
    int counter = eventfd(0, EFD_CLOEXEC);
    return counter < 0 ? -errno : counter;
}

int32_t clinux_counter_add(int32_t counter) {
    const uint64_t one = 1;
    ssize_t written;
    do { written = write(counter, &one, sizeof one); } while (written < 0 && errno == EINTR);
    return written < 0 ? -errno : 0;
}

int32_t clinux_counter_take(int32_t counter) {
    uint64_t count;
    ssize_t taken;
    do { taken = read(counter, &count, sizeof count); } while (taken < 0 && errno == EINTR);
    return taken < 0 ? -errno : 0;
}
