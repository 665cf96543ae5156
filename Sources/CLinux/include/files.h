#pragma once
#include <stdint.h>
#include <sys/types.h>

/// Opens below a directory: no symbolic link, no magic link, no other mount, nothing above the directory.
int32_t clinux_open_beneath(int32_t directory, const char *name, int32_t flags, uint32_t mode);

/// Opens a path as if a directory were the root: absolute links and `..` stay in it. No magic link.
int32_t clinux_open_in_root(int32_t root, const char *path, int32_t flags);

/// Writes without ever raising SIGPIPE, whatever the process does with that signal.
int64_t clinux_write(int32_t descriptor, const void *bytes, uint64_t count);

/// The next name of a directory stream, or null at its end or on an error (then *error is not 0).
const char *clinux_next_name(void *stream, int32_t *error);

/// How many bytes a fifo, pipe, socket or terminal holds for its reader.
int32_t clinux_bytes_waiting(int32_t descriptor);

struct clinux_file_system {
    int64_t type;
    uint64_t block_bytes, blocks, blocks_available, files, files_free;
    uint64_t flags;
};

/// What statfs says of a path.
int32_t clinux_file_system(const char *path, struct clinux_file_system *result);

/// The device and inode of an open descriptor.
int32_t clinux_identity(int32_t descriptor, uint64_t *device, uint64_t *inode);

/// A new pseudo terminal's two ends, both close-on-exec and without becoming anyone's controlling terminal.
int32_t clinux_pseudo_terminal(int32_t *outer, int32_t *inner);

/// Sets a terminal's window size.
int32_t clinux_window_size(int32_t terminal, uint16_t columns, uint16_t rows);
