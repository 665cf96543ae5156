#define _GNU_SOURCE
#include "calls.h"

#include <fcntl.h>
#include <linux/mount.h>
#include <stddef.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

// Each passes the check of privileges and fails, or makes something that nobody is attached to.

// The missing source of a bind mount is looked at after the right to mount.
static long try_mount(void) { return mount("", "/", NULL, MS_BIND, NULL); }
// The root of the asking process never expires.
static long try_umount(void) { return umount2("/", MNT_EXPIRE); }
static long try_pivot_root(void) { return syscall(SYS_pivot_root, NOWHERE, NOWHERE); }
static long try_chroot(void) { return chroot("/"); }
static long try_fsopen(void) { return syscall(SYS_fsopen, "tmpfs", 0); }
static long try_fspick(void) { return syscall(SYS_fspick, AT_FDCWD, NOWHERE, 0); }
static long try_fsmount(void) { return syscall(SYS_fsmount, -1, 0, 0); }
static long try_open_tree(void) { return syscall(SYS_open_tree, AT_FDCWD, "/", OPEN_TREE_CLONE); }
static long try_move_mount(void) { return syscall(SYS_move_mount, -1, NOWHERE, -1, NOWHERE, 0); }
static long try_mount_setattr(void) {
    struct mount_attr nothing = {0};
    return syscall(SYS_mount_setattr, -1, NOWHERE, 0, &nothing, sizeof nothing);
}
static long try_swapon(void) { return syscall(SYS_swapon, NOWHERE, 0); }
static long try_swapoff(void) { return syscall(SYS_swapoff, NOWHERE); }
static long try_quotactl(void) { return syscall(SYS_quotactl, 0x80000700 | 0, NOWHERE, 0, NULL); }

const struct call mount_calls[] = {
    {"mount", try_mount},
    {"umount", try_umount},
    {"pivot_root", try_pivot_root},
    {"chroot", try_chroot},
    {"fsopen", try_fsopen},
    {"fspick", try_fspick},
    {"fsmount", try_fsmount},
    {"open_tree", try_open_tree},
    {"move_mount", try_move_mount},
    {"mount_setattr", try_mount_setattr},
    {"swapon", try_swapon},
    {"swapoff", try_swapoff},
    {"quotactl", try_quotactl},
    {NULL, NULL},
};
