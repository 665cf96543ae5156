#define _GNU_SOURCE
#include "CProbe.h"

#include <errno.h>
#include <sys/mman.h>

// Maps and touches every page; the memory stays until the process ends.
int probe_take_memory(size_t bytes) {
    if (bytes == 0) return 0;
    volatile char *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) return -errno;
    // Small pages, so that what is charged is what was asked for.
    madvise((void *)memory, bytes, MADV_NOHUGEPAGE);
    for (size_t offset = 0; offset < bytes; offset += 4096) memory[offset] = 0x5a;
    return 0;
}

// Maps without touching: what a limit on address space refuses.
int probe_reserve_memory(size_t bytes) {
    return mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED ? -errno : 0;
}
