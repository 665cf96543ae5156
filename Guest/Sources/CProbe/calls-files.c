#define _GNU_SOURCE
#include "calls.h"

#include <errno.h>
#include <fcntl.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <unistd.h>

// Makes a node, in the first of these folders that takes new files, and removes it at once. Nobody opens it, and the
// numbers are those kept for experiments: there is no such device.
static long make_node(mode_t type, dev_t device) {
    static const char *const folders[] = {"/dev", "/tmp", "/run", ""};
    long outcome = -1;
    for (size_t index = 0; index < sizeof folders / sizeof *folders; index++) {
        char path[64];
        snprintf(path, sizeof path, "%s/.probe-%d", folders[index], (int)getpid());
        outcome = mknod(path, type | 0600, device);
        if (outcome == 0) unlink(path);
        if (outcome == 0 || (errno != EROFS && errno != ENOENT)) break;
    }
    return outcome;
}

static long try_mknod_block(void) { return make_node(S_IFBLK, makedev(240, 0)); }
static long try_mknod_char(void) { return make_node(S_IFCHR, makedev(60, 0)); }
static long try_mknod_fifo(void) { return make_node(S_IFIFO, 0); }

static long try_open_by_handle_at(void) {
    // A kind of handle that no file system has.
    struct {
        struct file_handle handle;
        char bytes[8];
    } nothing = {.handle = {.handle_bytes = 8, .handle_type = 0x7e}};
    int root = open("/", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    return root < 0 ? -1 : open_by_handle_at(root, &nothing.handle, O_RDONLY);
}
static long try_name_to_handle_at(void) {
    struct {
        struct file_handle handle;
        char bytes[MAX_HANDLE_SZ];
    } answer = {.handle = {.handle_bytes = MAX_HANDLE_SZ}};
    int mount;
    return name_to_handle_at(AT_FDCWD, "/", &answer.handle, &mount, 0);
}
static long try_fanotify_init(void) { return fanotify_init(FAN_CLASS_NOTIF | FAN_CLOEXEC, O_RDONLY); }
static long try_inotify_init(void) { return inotify_init1(IN_CLOEXEC); }
// EINVAL from the kernel, for there is no such way to open; ENOSYS where it is filtered.
static long try_openat2(void) { return syscall(SYS_openat2, AT_FDCWD, "/", NULL, 0); }
static long try_statx(void) {
    struct statx about;
    return statx(AT_FDCWD, "/", 0, STATX_TYPE, &about);
}
static long try_faccessat2(void) { return syscall(SYS_faccessat2, AT_FDCWD, "/", 0, AT_EACCESS); }
static long try_copy_file_range(void) { return copy_file_range(-1, NULL, -1, NULL, 0, 0); }

const struct call file_calls[] = {
    {"mknod-block", try_mknod_block},
    {"mknod-char", try_mknod_char},
    {"mknod-fifo", try_mknod_fifo},
    {"open_by_handle_at", try_open_by_handle_at},
    {"name_to_handle_at", try_name_to_handle_at},
    {"fanotify_init", try_fanotify_init},
    {"inotify_init", try_inotify_init},
    {"openat2", try_openat2},
    {"statx", try_statx},
    {"faccessat2", try_faccessat2},
    {"copy_file_range", try_copy_file_range},
    {NULL, NULL},
};
