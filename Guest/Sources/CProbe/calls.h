// One system call that can be tried. It answers like the system call itself: -1 and errno, or anything else.
#pragma once

struct call {
    const char *name;
    long (*try)(void);
};

// The tables end with a null name.
extern const struct call mount_calls[];
extern const struct call kernel_calls[];
extern const struct call namespace_calls[];
extern const struct call process_calls[];
extern const struct call memory_calls[];
extern const struct call socket_calls[];
extern const struct call file_calls[];

// Text that names nothing anywhere.
#define NOWHERE "/probe-no-such-path"
