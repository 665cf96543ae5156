#define _GNU_SOURCE
#include "CProbe.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/sysmacros.h>

static int result(int returned) { return returned < 0 ? -errno : 0; }

static uint32_t letter(mode_t mode) {
    switch (mode & S_IFMT) {
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    case S_IFCHR: return 'c';
    case S_IFBLK: return 'b';
    case S_IFREG: return 'f';
    case S_IFDIR: return 'd';
    case S_IFLNK: return 'l';
    default: return '?';
    }
}

int probe_look_at(const char *path, probe_file *file) {
    struct stat about;
    if (lstat(path, &about) != 0) return -errno;
    *file = (probe_file){
        .kind = letter(about.st_mode),
        .mode = about.st_mode & 07777,
        .uid = about.st_uid,
        .gid = about.st_gid,
        .major = major(about.st_rdev),
        .minor = minor(about.st_rdev),
        .size = (uint64_t)about.st_size,
    };
    return 0;
}

// Each name with a zero behind it; those that do not fit are left out.
ssize_t probe_names_in(const char *path, void *names, size_t capacity) {
    DIR *folder = opendir(path);
    if (!folder) return -errno;
    size_t filled = 0;
    struct dirent *entry;
    while ((entry = readdir(folder)) != NULL) {
        size_t length = strlen(entry->d_name) + 1;
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        if (filled + length > capacity) break;
        memcpy((char *)names + filled, entry->d_name, length);
        filled += length;
    }
    closedir(folder);
    return (ssize_t)filled;
}

static int try_listing(int descriptor) {
    DIR *folder = fdopendir(descriptor);
    if (!folder) return -errno;
    struct dirent *entry;
    int found = 0;
    errno = 0;
    while (!found && (entry = readdir(folder)) != NULL)
        found = strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    int error = errno;
    closedir(folder);
    return found ? 1 : -error;
}

// 1 when there is something to read, 0 when there is nothing in it: how a masked path looks.
int probe_try_reading(const char *path) {
    int file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) return -errno;
    struct stat about;
    if (fstat(file, &about) == 0 && S_ISDIR(about.st_mode)) return try_listing(file);
    char byte;
    ssize_t received = read(file, &byte, 1);
    // Nothing there yet is not the same as nothing there ever.
    int outcome = received > 0 ? 1 : received == 0 ? 0 : errno == EAGAIN ? 1 : -errno;
    close(file);
    return outcome;
}

// Opens for writing and writes nothing; a folder is asked about.
int probe_try_writing(const char *path) {
    struct stat about;
    if (stat(path, &about) != 0) return -errno;
    if (S_ISDIR(about.st_mode)) return result(faccessat(AT_FDCWD, path, W_OK, AT_EACCESS));
    int file = open(path, O_WRONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (file < 0) return -errno;
    close(file);
    return 0;
}

int probe_is_read_only(const char *path) {
    struct statvfs about;
    if (statvfs(path, &about) != 0) return -errno;
    return (about.f_flag & ST_RDONLY) != 0;
}

int probe_open(const char *path, int how) {
    int flags = O_CLOEXEC | O_NOCTTY;
    if ((how & PROBE_READ) && (how & PROBE_WRITE)) flags |= O_RDWR;
    else if (how & PROBE_WRITE) flags |= O_WRONLY;
    if (how & PROBE_CREATE) flags |= O_CREAT;
    if (how & PROBE_TRUNCATE) flags |= O_TRUNC;
    if (how & PROBE_APPEND) flags |= O_APPEND;
    if (how & PROBE_EXCLUSIVE) flags |= O_EXCL;
    if (how & PROBE_FOLDER) flags |= O_DIRECTORY;
    if (how & PROBE_NO_FOLLOW) flags |= O_NOFOLLOW;
    if (how & PROBE_NO_WAIT) flags |= O_NONBLOCK;
    int file = open(path, flags, 0644);
    return file < 0 ? -errno : file;
}

int probe_lock(int descriptor) { return result(flock(descriptor, LOCK_EX | LOCK_NB)); }

// The access mode in the low two bits (0 read, 1 write, 2 both), 4 path only, 8 append, 16 does not wait, 32 closed on
// exec.
int probe_descriptor_flags(int descriptor) {
    int status = fcntl(descriptor, F_GETFL);
    int own = fcntl(descriptor, F_GETFD);
    if (status < 0 || own < 0) return -errno;
    return (status & O_ACCMODE) | (status & O_PATH ? 4 : 0) | (status & O_APPEND ? 8 : 0) |
           (status & O_NONBLOCK ? 16 : 0) | (own & FD_CLOEXEC ? 32 : 0);
}

int probe_make_node(const char *path, int kind, uint32_t major, uint32_t minor, uint32_t mode) {
    mode_t type = kind == 'b' ? S_IFBLK : kind == 'c' ? S_IFCHR : kind == 'p' ? S_IFIFO : S_IFREG;
    return result(mknod(path, type | (mode & 07777), makedev(major, minor)));
}

int probe_make_folder(const char *path, uint32_t mode) { return result(mkdir(path, mode)); }

int probe_remove(const char *path, int is_folder) { return result(is_folder ? rmdir(path) : unlink(path)); }

int probe_make_link(const char *target, const char *path, int is_symbolic) {
    return result(is_symbolic ? symlink(target, path) : link(target, path));
}

int probe_rename(const char *from, const char *to) { return result(rename(from, to)); }

int probe_set_mode(const char *path, uint32_t mode) { return result(chmod(path, mode)); }

int probe_set_owner(const char *path, uint32_t user, uint32_t group) { return result(lchown(path, user, group)); }
