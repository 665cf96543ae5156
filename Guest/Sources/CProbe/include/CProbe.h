// What Embedded Swift cannot say by itself: variadic calls, errno, macros, signal handlers.
//
// Keep feature-test macros out of this header: they belong into the .c files.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <unistd.h>

#pragma clang assume_nonnull begin

// arguments.c: what the kernel handed over.
int probe_argument_count(void);
const char *probe_argument(int index);
const char *_Nullable probe_environment(int index);

// files.c: bytes in and out. Results are 0 or a count, and -errno when it failed.
int probe_send(int descriptor, const void *bytes, size_t count);
ssize_t probe_receive(int descriptor, void *bytes, size_t capacity);
ssize_t probe_read_file(const char *path, void *bytes, size_t capacity);
ssize_t probe_directory_numbers(const char *path, int32_t *numbers, size_t capacity);
int probe_descriptor_kind(int descriptor);
int probe_window(int descriptor, uint16_t *rows, uint16_t *columns);
const char *probe_error_text(int error);

// identity.c: what the kernel thinks this process is.
const char *probe_uname(int field);
int probe_groups(uint32_t *groups, int capacity);
int probe_capabilities(uint64_t sets[_Nonnull 5]);
int probe_no_new_privileges(void);
int probe_seccomp_mode(void);
int probe_rlimit(int resource, uint64_t *soft, uint64_t *hard);
uint32_t probe_umask(void);

// signals.c
int probe_signal_number(const char *name);
void probe_signal_name(int number, char *text, size_t capacity);
int probe_signal_is_blocked(int number);
int probe_signal_is_ignored(int number);
int probe_signal_ignore(int number);
void probe_signal_block(int number);
void probe_exit_on_signals(void);
int probe_signal_wait(void);
void probe_sleep(int64_t nanoseconds);
uint64_t probe_now(void);

// die.c
void probe_die_by(int number);

// memory.c, fork.c
int probe_take_memory(size_t bytes);
pid_t probe_fork(void);
int probe_pipe(int ends[_Nonnull 2]);

#pragma clang assume_nonnull end
