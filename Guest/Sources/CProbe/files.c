#define _GNU_SOURCE
#include "CProbe.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>

int probe_send(int descriptor, const void *bytes, size_t count) {
    const char *next = bytes;
    while (count > 0) {
        ssize_t written = write(descriptor, next, count);
        if (written >= 0) {
            next += written;
            count -= (size_t)written;
        } else if (errno == EAGAIN) {
            // The other side may have made the pipe it shares with us non-blocking.
            struct pollfd wait = {.fd = descriptor, .events = POLLOUT};
            poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return -errno;
        }
    }
    return 0;
}

ssize_t probe_receive(int descriptor, void *bytes, size_t capacity) {
    for (;;) {
        ssize_t received = read(descriptor, bytes, capacity);
        if (received >= 0) return received;
        if (errno == EAGAIN) {
            struct pollfd wait = {.fd = descriptor, .events = POLLIN};
            poll(&wait, 1, -1);
        } else if (errno != EINTR) {
            return -errno;
        }
    }
}

ssize_t probe_read_file(const char *path, void *bytes, size_t capacity) {
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) return -errno;
    size_t filled = 0;
    while (filled < capacity) {
        ssize_t received = probe_receive(file, (char *)bytes + filled, capacity - filled);
        if (received < 0) {
            close(file);
            return received;
        }
        if (received == 0) break;
        filled += (size_t)received;
    }
    close(file);
    return (ssize_t)filled;
}

ssize_t probe_directory_numbers(const char *path, int32_t *numbers, size_t capacity) {
    DIR *folder = opendir(path);
    if (!folder) return -errno;
    size_t filled = 0;
    struct dirent *entry;
    while (filled < capacity && (entry = readdir(folder)) != NULL) {
        char *end;
        long number = strtol(entry->d_name, &end, 10);
        if (end != entry->d_name && *end == 0) numbers[filled++] = (int32_t)number;
    }
    closedir(folder);
    return (ssize_t)filled;
}

// The type bits of st_mode as a letter: p pipe, s socket, c character device, b block device, f file, d folder,
// ? something else (eventfd, epoll …), or -1 when the descriptor is not open.
int probe_descriptor_kind(int descriptor) {
    struct stat about;
    if (fstat(descriptor, &about) != 0) return -1;
    switch (about.st_mode & S_IFMT) {
    case S_IFIFO: return 'p';
    case S_IFSOCK: return 's';
    case S_IFCHR: return 'c';
    case S_IFBLK: return 'b';
    case S_IFREG: return 'f';
    case S_IFDIR: return 'd';
    default: return '?';
    }
}

int probe_window(int descriptor, uint16_t *rows, uint16_t *columns) {
    struct winsize size;
    if (ioctl(descriptor, TIOCGWINSZ, &size) != 0) return -errno;
    *rows = size.ws_row;
    *columns = size.ws_col;
    return 0;
}

const char *probe_error_text(int error) { return strerrordesc_np(error) ?: "unknown error"; }

void probe_error_name(int error, char *text, size_t capacity) {
    const char *name = strerrorname_np(error);
    if (name) snprintf(text, capacity, "%s", name);
    else snprintf(text, capacity, "E%d", error);
}
