#pragma once
#include <stdint.h>
#include <sys/types.h>

enum {
    CLINUX_SPAWN_OWN_GROUP = 1,
    CLINUX_SPAWN_OWN_SESSION = 2,
    CLINUX_SPAWN_SUBREAPER = 4,
    CLINUX_SPAWN_NEW_MOUNTS = 8,
    CLINUX_SPAWN_NEW_NETWORK = 16,
};

enum { CLINUX_MOUNT_MOUNT = 0, CLINUX_MOUNT_UNMOUNT = 1, CLINUX_MOUNT_DIRECTORY = 2 };

/// One operation in the child's new mount namespace; for an unmount `flags` are umount2's, for a directory its mode.
struct clinux_mount {
    int32_t kind;
    uint64_t flags;
    const char *source, *target, *type, *options;
};

struct clinux_limit {
    int32_t resource;
    uint64_t soft, hard;
};

enum { CLINUX_SPAWN_MOST_DESCRIPTORS = 64 };

struct clinux_spawn {
    const char *path;
    char *const *arguments;
    char *const *environment;
    /// Null: the parent's.
    const char *directory;
    /// Ascending numbers in the child, and beside each the parent's descriptor. All others are closed.
    const int32_t *child_numbers, *own_numbers;
    uint32_t descriptor_count;
    /// Descriptors of cgroup.procs files (v1 hierarchies) that the child writes itself into.
    const int32_t *procs;
    uint32_t procs_count;
    /// A cgroup v2 directory to be born in, or -1.
    int32_t cgroup;
    /// Descriptors of namespaces to enter, in this order.
    const int32_t *namespaces;
    uint32_t namespace_count;
    const struct clinux_mount *mounts;
    uint32_t mount_count;
    const struct clinux_limit *limits;
    uint32_t limit_count;
    /// The child's descriptor that becomes its controlling terminal, or -1.
    int32_t terminal;
    uint32_t creation_mask;
    uint32_t flags;
};

struct clinux_spawned {
    int32_t pid, pidfd;
    /// What failed in the child, which one of them, and its errno.
    int32_t step, index, error;
    /// After a failure: whether another thread, one that waits for all children, has reaped the child.
    int32_t reaped_elsewhere;
    /// CLOCK_MONOTONIC right before the clone and right after it returned (the exec has happened), in nanoseconds.
    uint64_t before, after;
};

/// Starts a program. 0, or a negative errno with the step that failed; then no child is left.
int32_t clinux_spawn(const struct clinux_spawn *request, struct clinux_spawned *result);

/// What a step does: "change to the working directory".
const char *clinux_spawn_step(int32_t step);

/// CLOCK_MONOTONIC (1), CLOCK_REALTIME (0) or CLOCK_BOOTTIME (7), in nanoseconds.
uint64_t clinux_nanoseconds(int32_t clock);
