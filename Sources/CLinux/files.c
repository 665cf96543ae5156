#define _GNU_SOURCE
#include "CLinux.h"
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/openat2.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statfs.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

int32_t clinux_open_beneath(int32_t directory, const char *name, int32_t flags, uint32_t mode) {
    struct open_how how = {
        .flags = (uint64_t)(uint32_t)flags | O_CLOEXEC,
        .mode = (flags & O_CREAT) ? mode : 0,
        .resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS | RESOLVE_NO_XDEV,
    };
    long result = syscall(SYS_openat2, directory, name, &how, sizeof how);
    return result < 0 ? -errno : (int32_t)result;
}

int32_t clinux_open_in_root(int32_t root, const char *path, int32_t flags) {
    struct open_how how = {
        .flags = (uint64_t)(uint32_t)flags | O_CLOEXEC,
        .resolve = RESOLVE_IN_ROOT | RESOLVE_NO_MAGICLINKS,
    };
    long result = syscall(SYS_openat2, root, path, &how, sizeof how);
    return result < 0 ? -errno : (int32_t)result;
}

int64_t clinux_write(int32_t descriptor, const void *bytes, uint64_t count) {
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&pending);
    int was_pending = sigismember(&pending, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    ssize_t written = write(descriptor, bytes, count);
    int error = written < 0 ? errno : 0;
    if (error == EPIPE && !was_pending) {
        const struct timespec none = {0, 0};
        while (sigtimedwait(&pipe_signal, NULL, &none) < 0 && errno == EINTR) {}
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return error ? -error : written;
}

const char *clinux_next_name(void *stream, int32_t *error) {
    errno = 0;
    struct dirent *entry = readdir((DIR *)stream);
    *error = entry ? 0 : errno;
    return entry ? entry->d_name : NULL;
}

int32_t clinux_bytes_waiting(int32_t descriptor) {
    int count = 0;
    return ioctl(descriptor, FIONREAD, &count) < 0 ? -errno : count;
}

int32_t clinux_file_system(const char *path, struct clinux_file_system *result) {
    struct statfs found;
    int status;
    do { status = statfs(path, &found); } while (status < 0 && errno == EINTR);
    if (status < 0) return -errno;
    *result = (struct clinux_file_system){
        .type = found.f_type,
        .block_bytes = (uint64_t)found.f_bsize,
        .blocks = found.f_blocks,
        .blocks_available = found.f_bavail,
        .files = found.f_files,
        .files_free = found.f_ffree,
        .flags = (uint64_t)found.f_flags,
    };
    return 0;
}

int32_t clinux_identity(int32_t descriptor, uint64_t *device, uint64_t *inode) {
    struct stat found;
    if (fstat(descriptor, &found) < 0) return -errno;
    *device = found.st_dev;
    *inode = found.st_ino;
    return 0;
}

int32_t clinux_pseudo_terminal(int32_t *outer, int32_t *inner) {
    int master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (master < 0) return -errno;
    int error = 0;
    int other = -1;
    if (grantpt(master) < 0 || unlockpt(master) < 0) error = errno;
    // By TIOCGPTPEER, not by name: in another mount namespace the name may be another devpts' terminal.
    if (!error && (other = ioctl(master, TIOCGPTPEER, O_RDWR | O_NOCTTY | O_CLOEXEC)) < 0) error = errno;
    if (error) {
        close(master);
        return -error;
    }
    *outer = master;
    *inner = other;
    return 0;
}

int32_t clinux_window_size(int32_t terminal, uint16_t columns, uint16_t rows) {
    struct winsize size = {.ws_row = rows, .ws_col = columns};
    return ioctl(terminal, TIOCSWINSZ, &size) < 0 ? -errno : 0;
}
