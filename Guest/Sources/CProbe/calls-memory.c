#define _GNU_SOURCE
#include "calls.h"

#include <linux/membarrier.h>
#include <mqueue.h>
#include <stddef.h>
#include <sys/ipc.h>
#include <sys/mman.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/syscall.h>
#include <unistd.h>

static long try_userfaultfd(void) { return syscall(SYS_userfaultfd, 0); }
static long try_mlock(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? -1 : mlock(page, 4096);
}
static long try_mmap_executable(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? -1 : 0;
}
static long try_memfd_create(void) { return memfd_create("probe", MFD_CLOEXEC); }
static long try_memfd_secret(void) { return syscall(447, 0); }
static long try_set_mempolicy(void) { return syscall(SYS_set_mempolicy, 0, NULL, 0); }
static long try_get_mempolicy(void) { return syscall(SYS_get_mempolicy, NULL, NULL, 0, NULL, 0); }
static long try_membarrier(void) { return syscall(SYS_membarrier, MEMBARRIER_CMD_QUERY, 0, 0); }
// These outlive their maker, so they are removed at once.
static long try_shmget(void) {
    int segment = shmget(IPC_PRIVATE, 4096, 0600);
    if (segment >= 0) shmctl(segment, IPC_RMID, NULL);
    return segment;
}
static long try_semget(void) {
    int set = semget(IPC_PRIVATE, 1, 0600);
    if (set >= 0) semctl(set, 0, IPC_RMID);
    return set;
}
static long try_msgget(void) {
    int queue = msgget(IPC_PRIVATE, 0600);
    if (queue >= 0) msgctl(queue, IPC_RMID, NULL);
    return queue;
}
static long try_mq_open(void) { return syscall(SYS_mq_open, "probe-no-such-queue", 0, 0, NULL); }

const struct call memory_calls[] = {
    {"userfaultfd", try_userfaultfd},
    {"mlock", try_mlock},
    {"mmap-executable", try_mmap_executable},
    {"memfd_create", try_memfd_create},
    {"memfd_secret", try_memfd_secret},
    {"set_mempolicy", try_set_mempolicy},
    {"get_mempolicy", try_get_mempolicy},
    {"membarrier", try_membarrier},
    {"shmget", try_shmget},
    {"semget", try_semget},
    {"msgget", try_msgget},
    {"mq_open", try_mq_open},
    {NULL, NULL},
};
