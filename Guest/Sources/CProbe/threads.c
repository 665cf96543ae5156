#define _GNU_SOURCE
#include "CProbe.h"

#include <errno.h>
#include <pthread.h>
#include <sys/eventfd.h>

static void *idle(void *nothing) {
    (void)nothing;
    for (;;) pause();
}

// A thread that does nothing until the process ends.
int probe_thread(void) {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 65536);
    pthread_t thread;
    int error = pthread_create(&thread, &attributes, idle, NULL);
    pthread_attr_destroy(&attributes);
    return -error;
}

int probe_idle_descriptor(void) {
    int descriptor = eventfd(0, EFD_CLOEXEC);
    return descriptor < 0 ? -errno : descriptor;
}
