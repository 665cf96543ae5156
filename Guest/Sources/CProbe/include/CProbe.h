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
void probe_error_name(int error, char *text, size_t capacity);

// paths.c: what lies at a path, and what may be done there. Results as above.
typedef struct {
    // p pipe, s socket, c character device, b block device, f file, d folder, l link, ? something else
    uint32_t kind;
    uint32_t mode, uid, gid, major, minor;
    uint64_t size;
} probe_file;

enum {
    PROBE_READ = 1,
    PROBE_WRITE = 2,
    PROBE_CREATE = 4,
    PROBE_TRUNCATE = 8,
    PROBE_APPEND = 16,
    PROBE_EXCLUSIVE = 32,
    PROBE_FOLDER = 64,
    PROBE_NO_FOLLOW = 128,
    PROBE_NO_WAIT = 256,
};

int probe_look_at(const char *path, probe_file *file);
ssize_t probe_names_in(const char *path, void *names, size_t capacity);
int probe_try_reading(const char *path);
int probe_try_writing(const char *path);
int probe_is_read_only(const char *path);
int probe_open(const char *path, int how);
int probe_lock(int descriptor);
int probe_descriptor_flags(int descriptor);
int probe_make_node(const char *path, int kind, uint32_t major, uint32_t minor, uint32_t mode);
int probe_make_folder(const char *path, uint32_t mode);
int probe_remove(const char *path, int is_folder);
int probe_make_link(const char *target, const char *path, int is_symbolic);
int probe_rename(const char *from, const char *to);
int probe_set_mode(const char *path, uint32_t mode);
int probe_set_owner(const char *path, uint32_t user, uint32_t group);
int probe_mount(const char *source, const char *at, const char *type, const char *options);
int probe_unmount(const char *at);

// identity.c: what the kernel thinks this process is.
const char *probe_uname(int field);
int probe_groups(uint32_t *groups, int capacity);
int probe_capabilities(uint64_t sets[_Nonnull 5]);
int probe_no_new_privileges(void);
int probe_seccomp_mode(void);
int probe_rlimit(int resource, uint64_t *soft, uint64_t *hard);
uint32_t probe_umask(void);

// attributes.c: what can be asked of the kernel one number at a time; -errno when it won't say.
enum {
    PROBE_DUMPABLE,
    PROBE_PERSONALITY,
    PROBE_SECURE_BITS,
    PROBE_PARENT_DEATH_SIGNAL,
    PROBE_SUBREAPER,
    PROBE_HUGE_PAGES_DISABLED,
    PROBE_TIMER_SLACK,
    PROBE_SPECULATION_STORE_BYPASS,
    PROBE_SPECULATION_INDIRECT_BRANCH,
    PROBE_NICE,
    PROBE_SCHEDULER,
    PROBE_SCHEDULER_PRIORITY,
    PROBE_IO_PRIORITY,
    PROBE_SAVED_UID,
    PROBE_SAVED_GID,
    PROBE_PAGE_SIZE,
};
int64_t probe_attribute(int which);
int probe_affinity(char *text, size_t capacity);
int64_t probe_clock(int which);
ssize_t probe_keyring(int which, char *text, size_t capacity);
int probe_terminal_flags(int descriptor, uint32_t flags[_Nonnull 4]);
int probe_terminal_group(int descriptor);

// netlink.c
ssize_t probe_netlink(int request, void *answer, size_t capacity);
void probe_address_text(int is_six, const void *bytes, char *text, size_t capacity);
enum { PROBE_LINKS = 18, PROBE_ADDRESSES = 22, PROBE_ROUTES = 26, PROBE_NEIGHBOURS = 30 };

// signals.c
int probe_signal_number(const char *name);
void probe_signal_name(int number, char *text, size_t capacity);
int probe_signal_is_blocked(int number);
int probe_signal_is_ignored(int number);
int probe_signal_ignore(int number);
void probe_signal_block(int number);
void probe_exit_on_signals(void);
void probe_ignore_everything(void);
int probe_signal_wait(void);
void probe_sleep(int64_t nanoseconds);
uint64_t probe_now(void);

// die.c
void probe_die_by(int number);

// memory.c, fork.c, threads.c
int probe_take_memory(size_t bytes);
int probe_reserve_memory(size_t bytes);
pid_t probe_fork(void);
int probe_pipe(int ends[_Nonnull 2]);
int probe_wait(pid_t child);
int probe_kill(pid_t process, int number);
int probe_new_session(void);
int probe_wait_without_reaping(pid_t child);
int probe_execute(const char *_Nullable const *_Nonnull words);
int probe_thread(void);
int probe_idle_descriptor(void);

// sockets.c: an address is tcp:HOST:PORT, udp:HOST:PORT, unix:PATH, unix:@NAME or vsock:CID:PORT.
int probe_connect(const char *address);
int probe_listen(const char *address, int *_Nonnull takes_connections);
int probe_accept(int descriptor);
int probe_local_port(int descriptor);
int probe_half_close(int descriptor);
ssize_t probe_receive_soon(int descriptor, void *bytes, size_t capacity);
ssize_t probe_echo_datagram(int descriptor);

// calls.c: system calls tried one by one, each in a process of its own.
int probe_call_count(void);
const char *probe_call_name(int index);
int probe_call(int index);

#pragma clang assume_nonnull end
